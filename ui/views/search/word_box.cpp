// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/search/word_box.h"

#include "ui/bridge/library_session.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>

namespace lookalike {

namespace {

constexpr int kLongestQuery = 1000;
constexpr int kFieldSpace = 56; ///< icon and margins beside the text
constexpr int kWidestField = 240;

} // namespace

WordBox::WordBox(LibrarySession& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_field(new QLineEdit(this))
    , m_otherModel(new QPushButton(tr("Words need another model…"), this))
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_field->setPlaceholderText(tr("Search with words"));
    m_field->setAccessibleName(tr("Search with words"));
    const QString help = tr("Type words and press Return. A word after a minus is not wanted, as "
                            "in “beach -people” or “city -\"old town\"”.");
    m_field->setToolTip(help);
    m_field->setAccessibleDescription(help);
    m_field->setMaxLength(kLongestQuery);
    m_field->setAcceptDrops(false); // a dropped picture is searched with
    m_field->addAction(lineIcon(QStringLiteral("search"), IconTint::Secondary),
                       QLineEdit::LeadingPosition);
    m_field->setMinimumWidth(fontMetrics().horizontalAdvance(m_field->placeholderText()) +
                             kFieldSpace);
    m_field->setMaximumWidth(std::max(kWidestField, m_field->minimumWidth()));
    m_field->installEventFilter(this);
    const QString reason =
        tr("The model in use knows pictures alone. Search with words needs one that also knows "
           "words, such as CLIP or SigLIP; the list of models says which do.");
    m_otherModel->setProperty("link", true);
    m_otherModel->installEventFilter(this);
    m_otherModel->setToolTip(reason);
    m_otherModel->setAccessibleDescription(reason);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_field);
    layout->addWidget(m_otherModel);

    connect(m_field, &QLineEdit::returnPressed, this, [this] {
        const QString typed = m_field->text();
        m_field->clear();
        Q_EMIT entered(typed);
    });
    connect(m_otherModel, &QPushButton::clicked, this, &WordBox::modelsRequested);
    connect(&m_session, &LibrarySession::prepared, this, &WordBox::updateModel);
    connect(&m_session, &LibrarySession::statusChanged, this, &WordBox::updateModel);
    updateModel();
}

bool WordBox::knowsWords() const
{
    const auto& encoder = m_session.encoder();
    // The model before may know words.
    return !encoder || encoder->knowsWords || m_session.searchesWithModelBefore();
}

void WordBox::updateModel()
{
    const bool knows = knowsWords();
    QWidget* const shown = knows ? static_cast<QWidget*>(m_field) : m_otherModel;
    QWidget* const hidden = knows ? static_cast<QWidget*>(m_otherModel) : m_field;
    const bool hadFocus = hidden->hasFocus();
    setFocusProxy(shown);
    shown->show();
    if (hadFocus)
        shown->setFocus();
    hidden->hide();
}

bool WordBox::eventFilter(QObject* object, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(object, event);
    const auto* press = static_cast<QKeyEvent*>(event);
    if (object == m_otherModel) {
        if (press->key() == Qt::Key_Return || press->key() == Qt::Key_Enter)
            m_otherModel->click();
        else if (press->key() == Qt::Key_Escape)
            Q_EMIT left();
        else
            return QWidget::eventFilter(object, event);
        return true;
    }
    if (press->key() == Qt::Key_Escape) {
        Q_EMIT left();
        return true;
    }
    if (press->key() == Qt::Key_Backspace && m_field->text().isEmpty() && !press->isAutoRepeat()) {
        Q_EMIT removeLastRequested();
        return true;
    }
    return QWidget::eventFilter(object, event);
}

} // namespace lookalike
