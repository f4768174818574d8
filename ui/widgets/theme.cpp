// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QPalette>
#include <QSettings>
#include <QStyleFactory>
#include <cmath>

namespace lookalike {

namespace {

const QString kChoiceKey = QStringLiteral("window/theme");
bool darkInEffect = false;

double luminance(const QColor& color)
{
    const auto linear = [](double channel) {
        return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(double(color.redF())) + 0.7152 * linear(double(color.greenF())) +
           0.0722 * linear(double(color.blueF()));
}

QPalette paletteOf(const Colors& colors)
{
    QPalette palette(colors.text, colors.window, colors.base, colors.border, colors.control,
                     colors.text, colors.text, colors.base, colors.window);
    palette.setColor(QPalette::Button, colors.window);
    palette.setColor(QPalette::AlternateBase, colors.window);
    palette.setColor(QPalette::ToolTipBase, colors.base);
    palette.setColor(QPalette::ToolTipText, colors.text);
    palette.setColor(QPalette::PlaceholderText, colors.secondary);
    palette.setColor(QPalette::Highlight, colors.accent);
    palette.setColor(QPalette::HighlightedText, colors.onAccent);
    palette.setColor(QPalette::Link, colors.link);
    palette.setColor(QPalette::LinkVisited, colors.link);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, colors.disabled);
    return palette;
}

QString styleSheetOf(const Colors& colors)
{
    QFile file(QStringLiteral(":/style/style.qss"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString sheet = QString::fromUtf8(file.readAll());
    const std::pair<const char*, QColor> names[] = {
        {"@window", colors.window},     {"@base", colors.base},
        {"@mat", colors.mat},           {"@hover", colors.hover},
        {"@border", colors.border},     {"@control", colors.control},
        {"@text", colors.text},         {"@secondary", colors.secondary},
        {"@disabled", colors.disabled}, {"@accent", colors.accent},
        {"@link", colors.link},         {"@onAccent", colors.onAccent},
        {"@danger", colors.danger},     {"@success", colors.success},
        {"@onScrim", colors.onScrim},
    };
    for (const auto& [name, color] : names)
        sheet.replace(QString::fromLatin1(name) + QLatin1Char(';'),
                      color.name() + QLatin1Char(';'));
    const QString scheme =
        &colors == &Colors::dark() ? QStringLiteral("dark") : QStringLiteral("light");
    for (const char* picture : {"chevron", "check"}) {
        const QString name = QString::fromLatin1(picture);
        sheet.replace(QStringLiteral("url(@%1)").arg(name),
                      QStringLiteral("url(:/style/%1-%2.svg)").arg(name, scheme));
    }
    return sheet;
}

} // namespace

const Colors& Colors::light()
{
    static const Colors colors{
        .window = QColor(0xFA, 0xFA, 0xFA),
        .base = QColor(0xFF, 0xFF, 0xFF),
        .mat = QColor(0xEE, 0xEE, 0xEE),
        .hover = QColor(0xEB, 0xEB, 0xEB),
        .border = QColor(0xDD, 0xDD, 0xDD),
        .control = QColor(0x8A, 0x8A, 0x8A),
        .text = QColor(0x1B, 0x1B, 0x1B),
        .secondary = QColor(0x5C, 0x5C, 0x5C),
        .disabled = QColor(0x9A, 0x9A, 0x9A),
        .accent = QColor(0x2F, 0x6F, 0xEB),
        .link = QColor(0x1D, 0x58, 0xC8),
        .onAccent = QColor(0xFF, 0xFF, 0xFF),
        .danger = QColor(0xC4, 0x31, 0x4B),
        .success = QColor(0x1D, 0x7A, 0x3E),
        .scrim = QColor(0x12, 0x12, 0x12),
        .onScrim = QColor(0xE8, 0xE8, 0xE8),
    };
    return colors;
}

const Colors& Colors::dark()
{
    static const Colors colors{
        .window = QColor(0x1E, 0x1E, 0x1E),
        .base = QColor(0x26, 0x26, 0x26),
        .mat = QColor(0x2D, 0x2D, 0x2D),
        .hover = QColor(0x36, 0x36, 0x36),
        .border = QColor(0x3D, 0x3D, 0x3D),
        .control = QColor(0x7C, 0x7C, 0x7C),
        .text = QColor(0xE8, 0xE8, 0xE8),
        .secondary = QColor(0xA9, 0xA9, 0xA9),
        .disabled = QColor(0x6E, 0x6E, 0x6E),
        .accent = QColor(0x6E, 0xA1, 0xFF),
        .link = QColor(0x8A, 0xB4, 0xFF),
        .onAccent = QColor(0x10, 0x10, 0x10),
        .danger = QColor(0xFF, 0x7A, 0x8A),
        .success = QColor(0x6C, 0xD0, 0x8E),
        .scrim = QColor(0x0C, 0x0C, 0x0C),
        .onScrim = QColor(0xE8, 0xE8, 0xE8),
    };
    return colors;
}

double contrastRatio(const QColor& a, const QColor& b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

Theme::Theme(QApplication& application)
    : m_application(application)
{
    const QString stored = QSettings().value(kChoiceKey).toString();
    if (stored == QLatin1String("light"))
        m_choice = Choice::Light;
    if (stored == QLatin1String("dark"))
        m_choice = Choice::Dark;
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    connect(&m_system, &SystemScheme::changed, this, [this] {
        if (m_choice == Choice::System)
            apply();
    });
    apply();
}

void Theme::setChoice(Choice choice)
{
    if (m_choice == choice)
        return;
    m_choice = choice;
    QSettings().setValue(kChoiceKey, choice == Choice::System  ? QStringLiteral("system")
                                     : choice == Choice::Light ? QStringLiteral("light")
                                                               : QStringLiteral("dark"));
    apply();
}

const Colors& Theme::colors()
{
    return darkInEffect ? Colors::dark() : Colors::light();
}

void Theme::apply()
{
    darkInEffect = m_choice == Choice::Dark || (m_choice == Choice::System && m_system.isDark());
    QApplication::setPalette(paletteOf(colors()));
    m_application.setStyleSheet(styleSheetOf(colors()));
    Q_EMIT changed();
}

QFont tabularFigures(QFont font)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 7, 0)
    font.setFeature("tnum", 1);
#endif
    return font;
}

QLabel* plainLabel(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    return label;
}

QLabel* secondaryLabel(const QString& text, QWidget* parent)
{
    QLabel* label = plainLabel(text, parent);
    label->setProperty("secondary", true);
    return label;
}

} // namespace lookalike
