// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/review/search_history.h"

#include "core/duplicates/verify/pair_verifier.h"

#include <charconv>
#include <string>

namespace lookalike {

namespace {

/// Holds the last content that was compared. What another version of the verifier compared does
/// not count, since its pairs do not either.
std::string searchedSetting(bool similarShots)
{
    return std::string(similarShots ? "similar" : "copies") + "_searched_" +
           std::to_string(kVerifierVersion);
}

} // namespace

Result<SearchHistory> searchHistory(const Catalog& catalog, bool similarShots)
{
    auto reader = catalog.reader();
    if (!reader)
        return fail(reader);
    const auto stored = (*reader)->setting(searchedSetting(similarShots));
    if (!stored)
        return fail(stored);
    std::int64_t newest = 0;
    if (*stored)
        std::from_chars((*stored)->data(), (*stored)->data() + (*stored)->size(), newest);
    const auto after = (*reader)->contentsAfter(ContentId(newest));
    if (!after)
        return fail(after);
    return SearchHistory{stored->has_value(), after->count};
}

Result<> storeSearched(Catalog& catalog, bool similarShots, ContentId newest)
{
    return catalog.write([&](CatalogWriter& writer) {
        return writer.putSetting(searchedSetting(similarShots), std::to_string(newest.value()));
    });
}

} // namespace lookalike
