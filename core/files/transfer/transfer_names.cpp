// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/transfer/transfer_names.h"

namespace lookalike {

namespace {

std::string_view stemOf(std::string_view name)
{
    const auto dot = name.rfind('.');
    return dot == std::string_view::npos || dot == 0 ? name : name.substr(0, dot);
}

} // namespace

std::string numberedName(std::string_view name, std::string_view photo, int number)
{
    if (number <= 1)
        return std::string(name);
    const std::string_view common = stemOf(photo);
    const std::string_view stem = name.starts_with(common) ? common : stemOf(name);
    return std::string(stem) + " (" + std::to_string(number) + ")" +
           std::string(name.substr(stem.size()));
}

} // namespace lookalike
