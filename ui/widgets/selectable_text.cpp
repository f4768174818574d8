// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/selectable_text.h"

#include "ui/widgets/theme.h"

#include <QMimeData>
#include <QTextCursor>
#include <QTextDocument>
#include <QWheelEvent>
#include <cmath>
#include <memory>

namespace lookalike {

SelectableText::SelectableText(const QString& text, QWidget* parent)
    : QTextEdit(parent)
{
    setFrameShape(NoFrame);
    setAcceptRichText(false);
    setUndoRedoEnabled(false);
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setFont(tabularFigures(font()));
    viewport()->setAutoFillBackground(false);
    document()->setDocumentMargin(0);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setTextFor(text.toUtf8(), text);
}

void SelectableText::setTextFor(const QByteArray& bytes, const QString& text)
{
    m_bytes = bytes;
    m_text = text;
    setPlainText(text);
    updateGeometry();
}

int SelectableText::heightForWidth(int width) const
{
    const std::unique_ptr<QTextDocument> copy(document()->clone());
    copy->setTextWidth(width);
    return static_cast<int>(std::ceil(copy->size().height()));
}

QSize SelectableText::sizeHint() const
{
    const int width = fontMetrics().horizontalAdvance(m_text) + 1;
    return {width, heightForWidth(width)};
}

QSize SelectableText::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 6, fontMetrics().height()};
}

QMimeData* SelectableText::createMimeDataFromSelection() const
{
    const QTextCursor cursor = textCursor();
    const QByteArray selected =
        m_text.mid(cursor.selectionStart(), cursor.selectionEnd() - cursor.selectionStart())
            .toUtf8();
    auto* content = new QMimeData; // the clipboard or the drag owns it
    content->setData(QStringLiteral("text/plain"), m_text.toUtf8() == m_bytes ? selected : m_bytes);
    return content;
}

void SelectableText::changeEvent(QEvent* event)
{
    QTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        updateGeometry();
}

void SelectableText::wheelEvent(QWheelEvent* event)
{
    event->ignore(); // what it stands in scrolls
}

} // namespace lookalike
