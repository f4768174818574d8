// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/dialogs/exclusions_dialog.h"

#include "ui/bridge/conversions.h"
#include "ui/bridge/library_session.h"
#include "ui/text/display_text.h"
#include "ui/widgets/dialog_size.h"
#include "ui/widgets/theme.h"

#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>

namespace lookalike {

ExclusionsDialog::ExclusionsDialog(LibrarySession& session, const FolderRow& folder,
                                   QWidget* parent)
    : QDialog(parent)
    , m_session(session)
    , m_folder(folder)
    , m_patterns(new QPlainTextEdit(this))
    , m_problem(plainLabel({}, this))
{
    setWindowTitle(tr("Leave out of %1").arg(displayName(folder.path)));
    auto* explanation =
        plainLabel(tr("Files and folders with these names or paths are no part of the library, "
                      "one pattern a line: raw, *.gif, */screenshots/*. An asterisk stands for any "
                      "text. The files are not changed."),
                   this);
    explanation->setWordWrap(true);
    m_problem->setWordWrap(true);
    m_problem->hide();
    QStringList lines;
    for (const std::string& pattern : folder.exclusions)
        lines += QString::fromStdString(pattern);
    m_patterns->setPlainText(lines.join(QLatin1Char('\n')));
    m_patterns->setAccessibleName(tr("What is left out, one pattern a line"));
    m_patterns->setTabChangesFocus(true);

    auto* add = new QPushButton(tr("&Leave out a folder…"), this);
    auto* cancel = new QPushButton(tr("Cancel"), this);
    auto* apply = new QPushButton(tr("Apply"), this);
    apply->setDefault(true);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(add);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(apply);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(metrics::kMargin);
    layout->addWidget(explanation);
    layout->addWidget(m_patterns, 1);
    layout->addWidget(m_problem);
    layout->addLayout(buttons);
    resizeToFit(*this, {560, 380});
    m_patterns->setFocus();

    connect(add, &QPushButton::clicked, this, &ExclusionsDialog::addFolder);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(apply, &QPushButton::clicked, this, &QDialog::accept);
}

void ExclusionsDialog::addFolder()
{
    const QString root = QFile::decodeName(pathBytes(m_folder.path));
    const QString chosen = QFileDialog::getExistingDirectory(this, tr("Leave out a folder"), root);
    if (chosen.isEmpty())
        return;
    const QString below = QDir(root).relativeFilePath(chosen);
    if (below == QLatin1String(".") || below.startsWith(QLatin1String(".."))) {
        m_problem->setText(tr("Choose a folder in %1.").arg(displayName(m_folder.path)));
        m_problem->show();
        return;
    }
    m_problem->hide();
    QString text = m_patterns->toPlainText();
    if (!text.isEmpty() && !text.endsWith(QLatin1Char('\n')))
        text += QLatin1Char('\n');
    m_patterns->setPlainText(text + QLatin1Char('/') + below);
}

std::vector<std::string> ExclusionsDialog::patterns() const
{
    std::vector<std::string> patterns;
    for (const QString& line : m_patterns->toPlainText().split(QLatin1Char('\n')))
        if (const QString pattern = line.trimmed(); !pattern.isEmpty())
            patterns.push_back(pattern.toStdString());
    return patterns;
}

void ExclusionsDialog::accept()
{
    m_session.run(
        this,
        [folder = m_folder.id, patterns = patterns()](PhotoLibrary& library) {
            return library.setExclusions(folder, patterns);
        },
        [this](const Result<>& stored) {
            if (!stored) {
                m_problem->setText(displayError(stored.error()));
                m_problem->show();
                return;
            }
            m_session.indexing().start();
            QDialog::accept();
        });
}

} // namespace lookalike
