// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/dialogs/about_dialog.h"

#include "core/base/portable.h"
#include "core/library/build_versions.h"
#include "ui/bridge/library_session.h"
#include "ui/text/amounts.h"
#include "ui/text/display_text.h"
#include "ui/text/translated.h"
#include "ui/widgets/dialog_size.h"
#include "ui/widgets/theme.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHeaderView>
#include <QIcon>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSysInfo>
#include <QTreeWidget>

namespace lookalike {

namespace {

constexpr int kLogo = 64;
constexpr int kRows = 7; ///< libraries that are always shown without scrolling

QLabel* fact(const QString& text)
{
    QLabel* label = plainLabel(text);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setFocusPolicy(Qt::ClickFocus); // too many stops for the Tab key
    label->setWordWrap(true);
    return label;
}

} // namespace

AboutDialog::AboutDialog(const LibrarySession& session, QWidget* parent)
    : QDialog(parent)
    , m_session(session)
{
    setWindowTitle(tr("About Lookalike"));
    auto* logo = new QLabel(this);
    logo->setPixmap(QIcon(QStringLiteral(":/icons/org.lookalike.Lookalike.svg"))
                        .pixmap({kLogo, kLogo}, devicePixelRatioF()));
    auto* title = plainLabel(tr("Lookalike %1").arg(QCoreApplication::applicationVersion()), this);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    title->setFont(large);
    auto* purpose = plainLabel(tr("Finds similar photos. Your photos never leave this computer, "
                                  "and the originals are never changed."),
                               this);
    purpose->setWordWrap(true);
    auto* heading = new QVBoxLayout;
    heading->addWidget(title);
    heading->addWidget(purpose);
    auto* top = new QHBoxLayout;
    top->setSpacing(16);
    top->addWidget(logo, 0, Qt::AlignTop);
    top->addLayout(heading, 1);

    auto* form = new QFormLayout;
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
    form->setHorizontalSpacing(16);
    for (const auto& [name, value] : facts())
        if (!value.isEmpty())
            form->addRow(secondaryLabel(name), fact(value));

    auto* copy = new QPushButton(tr("Copy for a &bug report"), this);
    auto* close = new QPushButton(tr("Close"), this);
    close->setDefault(true);
    connect(copy, &QPushButton::clicked, this, [this, copy] {
        QGuiApplication::clipboard()->setText(report());
        copy->setText(tr("Copied"));
    });
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(copy);
    buttons->addStretch(1);
    buttons->addWidget(close);
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(16, 16, 16, 0);
    column->setSpacing(16);
    column->addLayout(top);
    column->addLayout(form);
    column->addWidget(buildLibraries(), 1);
    auto* scroll = new QScrollArea(this); // for large text on a small screen
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    buttons->setContentsMargins(16, 0, 16, 16);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(16);
    layout->addWidget(scroll, 1);
    layout->addLayout(buttons);
    resizeToFit(*this, {560, 640});
    close->setFocus();
}

QList<QPair<QString, QString>> AboutDialog::facts() const
{
    QList<QPair<QString, QString>> list;
    if (const auto& encoder = m_session.encoder())
        list += {{tr("Model"), QString::fromStdString(encoder->space.model)},
                 {tr("Runs on"), QString::fromStdString(encoder->deviceText)},
                 {tr("Note"), translated(encoder->warning)}};
    const LibraryStatus& status = m_session.status();
    if (!status.catalog.empty())
        list += {tr("Catalog"), tr("%1 (%2)").arg(lookalike::displayText(status.catalog),
                                                  text::bytes(status.catalogBytes))};
    if (status.readOnly)
        list += {tr("Note"), tr("The catalog is read-only. Searching still works.")};
    if (!portableFolder().empty())
        list += {tr("Portable"),
                 tr("Everything is stored in %1.").arg(lookalike::displayText(portableFolder()))};
    list += {{tr("Pictures are decoded in"), translated(status.decoder)},
             {tr("Licence"), tr("GNU General Public License, version 3 or later")}};
    return list;
}

QTreeWidget* AboutDialog::buildLibraries()
{
    auto* list = new QTreeWidget(this);
    list->setAccessibleName(tr("Libraries"));
    list->setRootIsDecorated(false);
    list->setUniformRowHeights(true);
    list->setHeaderLabels({tr("Built with"), tr("Version"), tr("Licence")});
    list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    list->addTopLevelItem(new QTreeWidgetItem(
        {QStringLiteral("Qt"), QString::fromLatin1(qVersion()), QStringLiteral("LGPL-3.0-only")}));
    for (const UsedLibrary& used : usedLibraries())
        list->addTopLevelItem(new QTreeWidgetItem({QString::fromStdString(used.name),
                                                   QString::fromStdString(used.version),
                                                   QString::fromStdString(used.licence)}));
    list->setMinimumHeight((fontMetrics().height() + metrics::kGap) * kRows);
    return list;
}

QString AboutDialog::report() const
{
    QStringList lines{
        QStringLiteral("Lookalike %1 on %2 (%3)")
            .arg(QCoreApplication::applicationVersion(), QSysInfo::prettyProductName(),
                 QSysInfo::currentCpuArchitecture()),
        QStringLiteral("Kernel %1 %2, platform %3, scale %4")
            .arg(QSysInfo::kernelType(), QSysInfo::kernelVersion(), QGuiApplication::platformName())
            .arg(devicePixelRatioF()),
    };
    if (const auto& encoder = m_session.encoder())
        lines += QStringLiteral("Model %1 on %2 %3")
                     .arg(QString::fromStdString(encoder->space.model),
                          QString::fromStdString(encoder->deviceText),
                          QString::fromStdString(encoder->warning.english()));
    const LibraryStatus& status = m_session.status();
    lines += QStringLiteral("Catalog of %1 bytes, index of %2 bytes, read-only: %3, portable: %4")
                 .arg(status.catalogBytes)
                 .arg(status.indexBytes)
                 .arg(status.readOnly ? QStringLiteral("yes") : QStringLiteral("no"),
                      portableFolder().empty() ? QStringLiteral("no") : QStringLiteral("yes"));
    lines += QStringLiteral("Pictures are decoded in ") +
             QString::fromStdString(status.decoder.english());
    QStringList libraries{QStringLiteral("Qt %1").arg(QString::fromLatin1(qVersion()))};
    for (const UsedLibrary& used : usedLibraries())
        libraries += QString::fromStdString(used.name + ' ' + used.version);
    lines += libraries.join(QStringLiteral(", "));
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

} // namespace lookalike
