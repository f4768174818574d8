// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/pair_aligner.h"

#include "ui/bridge/conversions.h"

namespace lookalike {

PairAligner::PairAligner(Background& background)
    : m_runner(background, BackgroundRunner::Policy::LatestWins)
{
    connect(&background, &Background::libraryChanged, this, [this] {
        cancel();
        m_last = {}; // ids mean other photos in another library
    });
}

void PairAligner::align(FileId first, FileId second, const RelationEvidence& evidence, int longSide)
{
    if (m_last.first == first && m_last.second == second) {
        cancel();
        Q_EMIT aligned(m_last);
        return;
    }
    const std::pair wanted(first, second);
    if (m_runner.isBusy() && m_underWay == wanted)
        return;
    m_underWay = wanted;
    m_runner.start(
        this,
        [first, second, evidence, longSide](PhotoLibrary& library,
                                            const std::stop_token&) -> Result<AlignedImages> {
            const auto pair = library.duplicates().align(first, second, evidence, longSide);
            if (!pair)
                return fail(pair);
            return AlignedImages{first,
                                 second,
                                 toQImage(pair->first),
                                 toQImage(pair->second),
                                 toQImage(pair->difference),
                                 pair->differing};
        },
        [this](const AlignedImages& images) {
            m_last = images;
            Q_EMIT aligned(images);
        },
        &PairAligner::failed);
}

void PairAligner::cancel()
{
    m_runner.cancel();
    m_underWay = {};
}

} // namespace lookalike
