// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/about_dialog.h"

#include "ui/bridge/conversions.h"
#include "ui/bridge/library_session.h"
#include "ui/views/theme.h"

#include <QCoreApplication>
#include <QFormLayout>
#include <QIcon>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

namespace lookalike {

namespace {

constexpr int kLogo = 64;

QLabel* fact(const QString& text)
{
    QLabel* label = plainLabel(text);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setWordWrap(true);
    return label;
}

} // namespace

AboutDialog::AboutDialog(const LibrarySession& session, QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("About Lookalike"));
    setMinimumWidth(480);
    auto* logo = new QLabel(this);
    logo->setPixmap(QIcon(QStringLiteral(":/icons/org.lookalike.Lookalike.svg"))
                        .pixmap({kLogo, kLogo}, devicePixelRatioF()));
    auto* title = plainLabel(tr("Lookalike %1").arg(QCoreApplication::applicationVersion()), this);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    title->setFont(large);
    auto* purpose = plainLabel(tr("Finds the photos that look alike. Photos never leave this "
                                  "computer, and originals are never changed."),
                               this);
    purpose->setWordWrap(true);
    auto* heading = new QVBoxLayout;
    heading->addWidget(title);
    heading->addWidget(purpose);
    auto* top = new QHBoxLayout;
    top->setSpacing(16);
    top->addWidget(logo, 0, Qt::AlignTop);
    top->addLayout(heading, 1);

    auto* facts = new QFormLayout;
    facts->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
    facts->setHorizontalSpacing(16);
    const auto add = [&](const QString& name, const QString& value) {
        if (!value.isEmpty())
            facts->addRow(secondaryLabel(name), fact(value));
    };
    if (const auto& encoder = session.encoder()) {
        add(tr("Model"), QString::fromStdString(encoder->space.model));
        add(tr("Runs on"), QString::fromStdString(encoder->deviceText));
        add(tr("Note"), QString::fromStdString(encoder->warning));
    }
    const LibraryStatus& status = session.status();
    if (!status.catalog.empty()) {
        const QLocale locale;
        add(tr("Catalog"),
            tr("%1 (%2)").arg(lookalike::displayText(status.catalog),
                              locale.formattedDataSize(static_cast<qint64>(status.catalogBytes), 1,
                                                       QLocale::DataSizeSIFormat)));
    }
    add(tr("Pictures are opened in"), QString::fromStdString(status.decoder));
    if (status.readOnly)
        add(tr("Note"), tr("The catalog cannot be written to. Searching works."));
    add(tr("Qt"), QString::fromLatin1(qVersion()));
    add(tr("Licence"), tr("GNU General Public License, version 3 or later"));

    auto* close = new QPushButton(tr("Close"), this);
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(16);
    layout->addLayout(top);
    layout->addLayout(facts);
    layout->addWidget(close, 0, Qt::AlignRight);
}

} // namespace lookalike
