// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/photo_concepts.h"
#include "ui/bridge/background_runner.h"

#include <QString>

namespace lookalike {

/// The concepts of the library, and changes of them, off the GUI thread. GUI thread only.
class ConceptRunner : public QObject {
    Q_OBJECT

public:
    explicit ConceptRunner(Background& background);

    /// As listed() told last; none while no library is open.
    [[nodiscard]] const std::vector<ConceptSummary>& list() const { return m_list; }
    /// Null where there is no such concept.
    [[nodiscard]] const ConceptSummary* find(ConceptId id) const;
    [[nodiscard]] QString nameOf(ConceptId id) const;
    /// Lists them, and then counts their photos.
    void refresh();
    /// The same after what says which photos belong to them has changed.
    void renew();

    enum class Change { Added, Stricter, Renamed, Merged, Removed };
    // Each ends with changed() or failed().
    void add(const QString& name, const SearchRequest& query);
    /// Of several before the first has begun, only the last is made.
    void setStrictness(ConceptId id, double strictness);
    void rename(ConceptId id, const QString& name);
    void merge(ConceptId id, ConceptId other);
    void remove(ConceptId id);
    /// Ends with restored() or failed().
    void restore(const ConceptUndo& before);

    /// All, if `ids` is empty.
    void exportTo(const std::vector<ConceptId>& ids, const std::filesystem::path& file);
    void importFrom(const std::filesystem::path& file);

Q_SIGNALS:
    /// list() is another one.
    void listed();
    /// Photos may belong to concepts that they did not belong to, or no longer.
    void membersChanged();
    /// `name` is that of the concept, before it was removed or merged.
    void changed(lookalike::ConceptRunner::Change change, const QString& name,
                 const lookalike::ConceptUndo& undo);
    void restored();
    void exported(std::size_t concepts, const std::filesystem::path& file);
    void imported(const lookalike::ConceptImport& import);
    void failed(const lookalike::Error& error);

private:
    using Work = std::function<Result<ConceptUndo>(PhotoConcepts&, const std::stop_token&)>;
    void make(BackgroundRunner& runner, Change change, const QString& name, Work work);
    void count();
    void take(std::vector<ConceptSummary> list);

    std::vector<ConceptSummary> m_list;
    BackgroundRunner m_listing;
    BackgroundRunner m_counting;
    BackgroundRunner m_strictness;
    BackgroundRunner m_changing;
};

} // namespace lookalike
