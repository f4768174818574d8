// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_train/model_card.h"

#include "core/base/atomic_file.h"
#include "core/base/local_time.h"
#include "core/base/path_bytes.h"

#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <sstream>

namespace lookalike {

namespace {

std::string decimals(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.3f", value);
    return text;
}

std::string today()
{
    const auto now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    const auto local = localTime(now);
    char text[32] = "";
    if (local)
        std::strftime(text, sizeof text, "%Y-%m-%d", &*local);
    return text;
}

} // namespace

Result<> writeModelCard(const ModelCard& card, const std::filesystem::path& directory)
{
    const bool labelled = !card.options.selfSupervised;
    std::ostringstream text;
    text << "---\nbase_model: " << card.base << "\npipeline_tag: image-feature-extraction\n---\n# "
         << displayPath(directory.filename()) << "\n\nAn image encoder, fine-tuned from "
         << card.base << " on the photos of one collection"
         << (labelled ? " and what their owner calls them" : ", without labels")
         << ". It is meant for that collection.\n\n## Training\n\n- Date: " << today()
         << "\n- Base: " << card.base
         << ", whose licence also holds for this model.\n- Photos: " << card.photos
         << " of the collection, of which " << card.outcome.training
         << " were trained on and the others measured by. ";
    if (labelled)
        text << card.labels << " labels with at least two photos.";
    else
        text << card.labels << " copies, bursts and raw files with their pictures.";
    text << "\n- Objective: "
         << (labelled ? "photos of a label are drawn together (supervised contrastive"
                      : "changed views of a photo, and photos of a shot, are drawn together "
                        "(self-supervised contrastive")
         << " relation loss, a queue of earlier photos), all other similarities are held where the "
            "base has them"
         << (card.hasOthers ? ", also those of photos of other kinds" : "")
         << ". AdamW, rates that fall towards the first layers, moving average of the weights; the "
            "moment that did best on held-out photos.\n- Length: "
         << card.outcome.steps << " steps of " << card.options.batch << " views, "
         << std::lround(card.outcome.seconds / 60) << " minutes; the weights are those of step "
         << card.outcome.bestStep << ".\n\n## Evaluation\n\nMean average precision of "
         << card.verdict.photos
         << " held-out photos, searched in two halves:\n\n| model | mAP |\n| --- | "
         << "--- |\n| " << card.base << " | " << decimals(card.verdict.general) << " |\n";
    if (labelled)
        text << "| " << card.base << " with a fit to the same labels | "
             << decimals(card.verdict.fitted) << " |\n";
    text << "| this model | " << decimals(card.verdict.tuned) << " |\n\nThe gain is "
         << decimals(card.verdict.gain) << " with a standard error of "
         << decimals(card.verdict.error) << ". ";
    if (card.hasOthers || !labelled)
        text << (labelled ? "Of the ten nearest of a photo of another kind, "
                          : "Of the ten nearest of a photo, ")
             << std::lround(card.verdict.keptOthers * 100) << " % are those of the base. ";
    text << (card.verdict.isOffered ? "The program offers this model."
                                    : "The program does not offer this model.")
         << "\n\n## Limits\n\nPhotos unlike those of the collection may be found less well than "
            "with the base.\n";
    return writeAtomically(directory / "README.md", text.str());
}

} // namespace lookalike
