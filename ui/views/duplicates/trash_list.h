// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/duplicates/review/trash_report.h"
#include "ui/views/preview/preview_photo.h"
#include "ui/widgets/place_keeper.h"

#include <QTimer>
#include <QTreeWidget>
#include <map>
#include <set>
#include <vector>

namespace lookalike {

class LibrarySession;

/// The photos of a report, each next to the one that stays for it, with what happens and why. The
/// photos of a group stay together however the list is sorted. GUI thread.
class TrashList : public QTreeWidget {
    Q_OBJECT

public:
    enum class Content {
        Preview, ///< all, and each photo that would go has a tick
        Refused, ///< what did not go
        Undo,    ///< what was not put back
    };
    static constexpr int kThumbnailSource = 128; ///< the least that ThumbnailCache has

    /// `session` must outlive the list.
    TrashList(LibrarySession& session, Content content, QWidget* parent = nullptr);

    void setReport(const TrashReport& report);
    /// Photos without their tick.
    [[nodiscard]] const std::set<FileId>& leftOut() const { return m_leftOut; }
    /// Makes another row the current one, and asks for its preview.
    void previewAt(PreviewMove move);

Q_SIGNALS:
    void leftOutChanged();
    /// The user wants to see a photo and the one that stays for it, which may be empty.
    void previewRequested(const std::filesystem::path& photo, const std::filesystem::path& keeper,
                          const lookalike::PreviewPlace& place);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    enum Column { Goes, Stays, What, Size };
    class Row;
    /// What a group is sorted by.
    struct Group {
        QString goes;
        QString stays;
        int urgency = 2; ///< 0: something is refused, 1: something is lost
        std::uint64_t bytes = 0;
    };
    Row* addRow(std::size_t group, const std::filesystem::path& path,
                const std::filesystem::path& keeper, const QString& what);
    void addPhoto(const ReportedFile& item);
    void addSidecar(const ReportedSidecar& sidecar, std::size_t group);
    [[nodiscard]] QIcon warning() const;
    void showTicks();
    void showThumbnails();
    void preview(QTreeWidgetItem& item);
    void toggleTick(QTreeWidgetItem& item);
    void fillMenu(QMenu& menu, QTreeWidgetItem& item);

    LibrarySession& m_session;
    const Content m_content;
    std::vector<Group> m_groups;
    // While a report is taken in:
    QList<QTreeWidgetItem*> m_rows;
    std::map<std::filesystem::path, std::vector<FileId>> m_mergedInto; ///< by sidecar
    std::set<FileId> m_leftOut;
    PlaceKeeper m_place;
    QTimer m_showSoon; ///< collects scroll steps into one request for thumbnails
};

} // namespace lookalike
