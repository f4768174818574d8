// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QTextEdit>

namespace lookalike {

/// Plain text that the user can select and copy. It breaks lines anywhere, so that it fits any
/// width, and what is copied holds no character but those of the text. GUI thread.
class SelectableText : public QTextEdit {
    Q_OBJECT

public:
    explicit SelectableText(const QString& text = {}, QWidget* parent = nullptr);

    /// Shows `text`, which stands for `bytes`: a path whose bytes no text can hold. Where both are
    /// the same, a part can be copied, and otherwise only the whole.
    void setTextFor(const QByteArray& bytes, const QString& text);

    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    [[nodiscard]] QMimeData* createMimeDataFromSelection() const override;
    void changeEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    QString m_text;
    QByteArray m_bytes;
};

} // namespace lookalike
