// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/photo_library.h"
#include "ui/bridge/picture_loader.h"

#include <QFrame>
#include <QImage>
#include <optional>

class QGridLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace lookalike {

class LibrarySession;
class SelectableText;

/// Shows a picture scaled down to fit, never enlarged.
class PictureView : public QWidget {
    Q_OBJECT

public:
    explicit PictureView(QWidget* parent = nullptr);
    void setImage(const QImage& image);
    /// Reserves space for a picture of this shape while it is loading.
    void setShape(const QSize& shape);
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QImage m_image;
    QSize m_shape;
};

/// Shows everything that the library knows about the focused photo.
class DetailsPanel : public QFrame {
    Q_OBJECT

public:
    explicit DetailsPanel(LibrarySession& session, QWidget* parent = nullptr);

    /// Loads the picture and the facts off the GUI thread and drops an earlier request. Null: no
    /// photo.
    void showPhoto(const SearchHit* photo);
    void clear();
    /// Says which example of this concept the photo is closest to; invalid: of none.
    void setConcept(ConceptId id);

Q_SIGNALS:
    void similarRequested(const lookalike::SearchHit& hit);
    void openRequested(const std::filesystem::path& path);
    void revealRequested(const std::filesystem::path& path);
    /// The photo is no longer there, and the user wants its folder to be checked.
    void rescanRequested();

private:
    void showHit(const SearchHit& hit);
    void loadPicture();
    void askForDetails();
    void showProblem(const QString& text, bool isMissing);
    void showDetails(const PhotoDetails& details);
    void removeFacts();
    void addFact(const QString& name, const QString& value);
    void addFact(const QString& name, SelectableText& value);
    void showRelated(const PhotoDetails& details);
    void askForExample(ContentId content);
    void addLinks(const QString& heading, const std::vector<std::filesystem::path>& paths);

    LibrarySession& m_session;
    PictureLoader m_loader;
    std::optional<SearchHit> m_hit;
    ConceptId m_concept;
    QWidget* m_content;
    QLabel* m_hint;
    PictureView* m_picture;
    SelectableText* m_name;
    QLabel* m_match;   ///< how well the photo answers words
    QLabel* m_problem; ///< why there is no picture
    QPushButton* m_lookAgain;
    QGridLayout* m_facts;
    QVBoxLayout* m_related;
    QPushButton* m_similar;
};

} // namespace lookalike
