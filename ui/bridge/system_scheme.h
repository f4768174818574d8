// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#ifdef LOOKALIKE_DBUS
#include <QDBusVariant>
#endif

namespace lookalike {

/// Whether the desktop wants dark windows: Qt's own answer where Qt is new enough, the Settings
/// portal on Linux, otherwise the platform's palette. GUI thread.
class SystemScheme : public QObject {
    Q_OBJECT

public:
    explicit SystemScheme(QObject* parent = nullptr);

    /// Best knowledge so far; the portal's answer arrives with changed().
    [[nodiscard]] bool isDark() const { return m_dark; }

Q_SIGNALS:
    void changed(bool dark);

#ifdef LOOKALIKE_DBUS
private Q_SLOTS:
    void portalChanged(const QString& space, const QString& key, const QDBusVariant& value);

private:
    void askPortal();
#endif

private:
    void set(bool dark);

    bool m_dark = false;
};

} // namespace lookalike
