// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/dialogs/name_dialog.h"

#include "ui/widgets/dialog_size.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>
#include <utility>

namespace lookalike {

namespace {

constexpr int kLongest = 80; ///< in characters; of at most three bytes

} // namespace

NameDialog::NameDialog(const Words& words, const QString& name,
                       std::function<bool(const QString&)> isTaken, QWidget* parent)
    : QDialog(parent)
    , m_isTaken(std::move(isTaken))
    , m_name(new QLineEdit(name, this))
    , m_problem(plainLabel({}, this))
    , m_accept(new QPushButton(words.accept, this))
{
    setWindowTitle(words.title);
    auto* explanation = secondaryLabel(words.explanation, this);
    explanation->setWordWrap(true);
    m_name->setAccessibleName(tr("Name"));
    m_name->setMaxLength(kLongest);
    m_name->selectAll();
    m_problem->setProperty("error", true);
    m_accept->setDefault(true);
    auto* cancel = new QPushButton(tr("Cancel"), this);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_problem, 1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_accept);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(metrics::kMargin);
    layout->addWidget(explanation);
    layout->addWidget(m_name);
    layout->addLayout(buttons);
    connect(m_name, &QLineEdit::textChanged, this, &NameDialog::update);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_accept, &QPushButton::clicked, this, [this] {
        accept();
        Q_EMIT named(m_name->text().simplified());
    });
    update();
    resizeToFit(*this, {460, 150});
    m_name->setFocus();
}

void NameDialog::update()
{
    const QString name = m_name->text().simplified();
    const bool isTaken = !name.isEmpty() && m_isTaken(name);
    m_problem->setText(isTaken ? tr("This name is taken.") : QString());
    m_accept->setEnabled(!name.isEmpty() && !isTaken);
}

} // namespace lookalike
