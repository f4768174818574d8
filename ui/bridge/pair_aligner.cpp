// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/pair_aligner.h"

#include "ui/bridge/catch_exceptions.h"
#include "ui/bridge/conversions.h"

namespace lookalike {

void PairAligner::setLibrary(std::shared_ptr<PhotoLibrary> library)
{
    cancel();
    m_last = {};
    m_library = std::move(library);
}

void PairAligner::align(FileId first, FileId second, const RelationEvidence& evidence, int longSide)
{
    if (m_last.first == first && m_last.second == second) {
        cancel();
        Q_EMIT aligned(m_last);
        return;
    }
    const std::pair wanted(first, second);
    if (!m_library || (m_job.isBusy() && m_underWay == wanted))
        return;
    m_underWay = wanted;
    m_job.start([this, library = m_library, first, second, evidence,
                 longSide](const std::stop_token&) mutable -> LatestJob::Delivery {
        const auto pair = catchExceptions(
            [&] { return library->duplicates().align(first, second, evidence, longSide); });
        library.reset();
        if (!pair)
            return [this, error = pair.error()] { Q_EMIT failed(error); };
        const AlignedImages images{first, second, toQImage(pair->first), toQImage(pair->second),
                                   toQImage(pair->difference)};
        return [this, images] {
            m_last = images;
            Q_EMIT aligned(images);
        };
    });
}

void PairAligner::cancel()
{
    m_job.cancel();
    m_underWay = {};
}

bool PairAligner::shutDown(std::chrono::milliseconds deadline)
{
    m_library.reset();
    return m_job.shutDown(deadline);
}

} // namespace lookalike
