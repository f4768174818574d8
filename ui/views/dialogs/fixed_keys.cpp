// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/dialogs/fixed_keys.h"

#include "ui/views/preview/photo_preview.h"
#include "ui/views/search/word_box.h"

#include <QKeySequence>

namespace lookalike {

namespace {

QString nativeKeys(std::initializer_list<Qt::Key> keys)
{
    QStringList names;
    for (const Qt::Key key : keys)
        names += QKeySequence(key).toString(QKeySequence::NativeText);
    return names.join(QStringLiteral(", "));
}

} // namespace

QList<FixedKey> previewKeys()
{
    return {
        {PhotoPreview::tr("Previous photo"),
         nativeKeys({Qt::Key_Left, Qt::Key_Up, Qt::Key_PageUp})},
        {PhotoPreview::tr("Next photo"),
         nativeKeys({Qt::Key_Right, Qt::Key_Down, Qt::Key_PageDown})},
        {PhotoPreview::tr("First and last photo"), nativeKeys({Qt::Key_Home, Qt::Key_End})},
        {PhotoPreview::tr("Zoom in and out"), nativeKeys({Qt::Key_Plus, Qt::Key_Minus})},
        {PhotoPreview::tr("Actual size and whole picture"), nativeKeys({Qt::Key_1, Qt::Key_0})},
        {PhotoPreview::tr("Move in an enlarged picture"),
         nativeKeys({Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down})},
        {PhotoPreview::tr("Full screen"), nativeKeys({Qt::Key_F})},
        {PhotoPreview::tr("Start or stop the slideshow"), nativeKeys({Qt::Key_S})},
        {PhotoPreview::tr("Compare (where offered)"), nativeKeys({Qt::Key_C})},
        {PhotoPreview::tr("Find similar"), nativeKeys({Qt::Key_Return})},
        {PhotoPreview::tr("Close the preview"), nativeKeys({Qt::Key_Escape, Qt::Key_Space})},
    };
}

QList<FixedKey> wordKeys()
{
    return {
        {WordBox::tr("Search with the words"), nativeKeys({Qt::Key_Return})},
        {WordBox::tr("Exclude the word that follows"), nativeKeys({Qt::Key_Minus})},
        {WordBox::tr("Remove what was added last"), nativeKeys({Qt::Key_Backspace})},
        {WordBox::tr("Go to the results"), nativeKeys({Qt::Key_Escape})},
    };
}

} // namespace lookalike
