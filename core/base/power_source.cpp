// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/power_source.h"

#include <fstream>
#include <string>
#include <system_error>

#if defined(_WIN32)
#include <windows.h>
#elif defined(__APPLE__)
#include <IOKit/ps/IOPowerSources.h>
#endif

namespace lookalike {

namespace {

std::string firstLine(const std::filesystem::path& file)
{
    std::ifstream stream(file);
    std::string line;
    std::getline(stream, line);
    return line;
}

} // namespace

PowerSource powerSourceFrom(const std::filesystem::path& supplies)
{
    bool isPlugged = false;
    bool isDischarging = false;
    bool hasBattery = false;
    std::error_code error;
    for (auto supply = std::filesystem::directory_iterator(supplies, error);
         !error && supply != std::filesystem::directory_iterator(); supply.increment(error)) {
        const std::string type = firstLine(supply->path() / "type");
        if (firstLine(supply->path() / "scope") == "Device")
            continue; // of a mouse
        if (type == "Battery") {
            hasBattery = true;
            isDischarging |= firstLine(supply->path() / "status") == "Discharging";
        } else if (firstLine(supply->path() / "online") == "1") {
            isPlugged = true;
        }
    }
    if (!hasBattery)
        return PowerSource::Unknown;
    // A laptop with a weak charger discharges although it is plugged in.
    return isPlugged || !isDischarging ? PowerSource::Mains : PowerSource::Battery;
}

PowerSource powerSource()
{
#if defined(_WIN32)
    constexpr BYTE kNoBattery = 128;
    SYSTEM_POWER_STATUS status{};
    if (!GetSystemPowerStatus(&status) || (status.BatteryFlag & kNoBattery) != 0)
        return PowerSource::Unknown;
    return status.ACLineStatus == 1   ? PowerSource::Mains
           : status.ACLineStatus == 0 ? PowerSource::Battery
                                      : PowerSource::Unknown;
#elif defined(__APPLE__)
    const CFTimeInterval left = IOPSGetTimeRemainingEstimate();
    return left == kIOPSTimeRemainingUnlimited ? PowerSource::Mains : PowerSource::Battery;
#else
    return powerSourceFrom("/sys/class/power_supply");
#endif
}

} // namespace lookalike
