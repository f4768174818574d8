// SPDX-License-Identifier: GPL-3.0-or-later
// Pages of writing with known truth, made in code.
#pragma once

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <array>
#include <cctype>
#include <cmath>
#include <string>
#include <vector>

namespace lookalike::testing {

struct PageStyle {
    const char* name = "";
    double px = 16; ///< of the font
    int face = cv::FONT_HERSHEY_SIMPLEX;
    cv::Scalar ground{255, 255, 255};
    cv::Scalar ink{15, 15, 15};
    int weight = 1;
};

/// One page of a kind. The same seed gives the same page, in which `changed` puts one other digit,
/// word or line.
class PageMaker {
public:
    PageMaker(std::uint64_t seed, const PageStyle& style, bool changed)
        : m_random(seed * 977 + 3)
        , m_change(seed * 31 + 777)
        , m_style(style)
        , m_changed(changed)
    {}

    cv::Mat form()
    {
        start(46, 60);
        PageStyle title = m_style;
        title.px *= 1.8;
        ++title.weight;
        put("Invoice", 3, 5, title);
        put("No. 2024-" + changed(digits(6)), 26, 9);
        for (int i = 0; i < 8; ++i) {
            put(word() + " " + word(), 3, 14 + 2.2 * i);
            put(digits(2) + "," + digits(2), 36, 14 + 2.2 * i);
            line(3, 14.6 + 2.2 * i, 43, 14.6 + 2.2 * i);
        }
        for (int i = 0; i < 6; ++i)
            put(words(44), 3, 38 + 1.7 * i);
        return m_page;
    }
    cv::Mat chat()
    {
        start(26, 52);
        m_page.setTo(m_style.ground * 0.92);
        cv::rectangle(m_page, {0, 0, at(26), at(4)}, m_style.ground * 0.35 + m_style.ink * 0.3,
                      cv::FILLED);
        const int code = m_random.uniform(2, 7);
        for (int i = 0; i < 10; ++i) {
            const cv::Rect bubble(at(i % 2 != 0 ? 9 : 1), at(5.5 + 4.4 * i), at(16), at(3));
            cv::rectangle(m_page, bubble, i % 2 != 0 ? m_style.ground * 0.85 : m_style.ground,
                          cv::FILLED);
            const std::string text = words(14);
            put(i == code ? "Code " + changed(digits(4)) : text, (i % 2 != 0 ? 9.7 : 1.7),
                7.5 + 4.4 * i);
        }
        return m_page;
    }
    cv::Mat table()
    {
        start(50, 36);
        const int row = m_random.uniform(0, 14);
        const int column = m_random.uniform(0, 6);
        for (int y = 0; y <= 15; ++y)
            line(2, 2 + 2.1 * y, 48, 2 + 2.1 * y);
        for (int x = 0; x <= 7; ++x)
            line(2 + 6.5 * x, 2, 2 + 6.5 * x, 33.5);
        for (int y = 0; y < 15; ++y)
            for (int x = 0; x < 7; ++x) {
                const std::string text = digits(m_random.uniform(2, 5));
                put(y == row && x == column ? changed(text) : text, 2.6 + 6.5 * x, 3.6 + 2.1 * y);
            }
        return m_page;
    }
    cv::Mat calendar()
    {
        start(44, 34);
        put("March 2024", 3, 3);
        const int day = m_random.uniform(3, 28);
        for (int d = 0; d < 31; ++d) {
            const double x = 2 + 5.8 * ((d + 4) % 7);
            const double y = 5 + 4.6 * ((d + 4) / 7);
            cv::rectangle(m_page, {at(x), at(y), at(5.6), at(4.4)},
                          m_style.ground * 0.6 + m_style.ink * 0.4, 1);
            put(std::to_string(d + 1), x + 0.4, y + 1.3);
            if (d == day)
                put(m_changed ? "dentist" : "flight", x + 0.4, y + 3);
        }
        return m_page;
    }
    cv::Mat receipt()
    {
        start(20, 44);
        put("SUPERMARKET", 4, 3);
        const int item = m_random.uniform(0, 16);
        for (int i = 0; i < 16; ++i) {
            put(word(), 1, 6 + 2 * i);
            const std::string price = digits(1) + "." + digits(2);
            put(i == item ? changed(price) : price, 14, 6 + 2 * i);
        }
        return m_page;
    }
    cv::Mat text()
    {
        start(44, 60);
        const int place = m_random.uniform(0, 32);
        for (int i = 0; i < 34; ++i) {
            std::string row = words(50);
            if (i == place)
                row.replace(20, 5, m_changed ? "never" : "often");
            put(row, 3, 4 + 1.6 * i);
        }
        return m_page;
    }
    cv::Mat hand()
    {
        start(40, 40);
        const int place = m_random.uniform(0, 10);
        for (int i = 0; i < 11; ++i) {
            if (m_changed && i == place)
                m_random.next();
            double x = 3;
            for (int w = 0; w < 3; ++w) {
                std::vector<cv::Point> points;
                for (int k = 0; k < 12; ++k)
                    points.emplace_back(at(x += 0.35),
                                        at(4 + 3.2 * i + m_random.uniform(-0.9, 0.9)));
                cv::polylines(m_page, points, false, m_style.ink,
                              m_style.weight + static_cast<int>(m_style.px / 12), cv::LINE_AA);
                x += 1.2;
            }
        }
        return m_page;
    }

private:
    void start(double width, double height)
    {
        m_page = cv::Mat(at(height), at(width), CV_8UC3, m_style.ground);
    }
    [[nodiscard]] int at(double ems) const
    {
        return static_cast<int>(std::lround(ems * m_style.px));
    }
    void put(const std::string& text, double x, double y) { put(text, x, y, m_style); }
    void put(const std::string& text, double x, double y, const PageStyle& style)
    {
        cv::putText(m_page, text, {at(x), at(y)}, style.face, style.px * 0.72 / 22, style.ink,
                    style.weight, cv::LINE_AA);
    }
    void line(double left, double top, double right, double bottom)
    {
        cv::line(m_page, {at(left), at(top)}, {at(right), at(bottom)},
                 m_style.ground * 0.6 + m_style.ink * 0.4, 1);
    }
    std::string word()
    {
        std::string text;
        for (int i = m_random.uniform(2, 9); i > 0; --i)
            text += static_cast<char>(m_random.uniform('a', 'z' + 1));
        return text;
    }
    std::string words(std::size_t length)
    {
        std::string text;
        while (text.size() < length)
            text += word() + " ";
        return text.substr(0, length);
    }
    std::string digits(int count)
    {
        std::string text;
        for (int i = 0; i < count; ++i)
            text += static_cast<char>(m_random.uniform('0', '9' + 1));
        return text;
    }
    /// With another last digit, where the page is a changed one.
    std::string changed(std::string text)
    {
        const char before = text.back();
        while (m_changed && text.back() == before)
            text.back() = static_cast<char>(m_change.uniform('0', '9' + 1));
        return text;
    }

    cv::RNG m_random;
    cv::RNG m_change;
    PageStyle m_style;
    bool m_changed;
    cv::Mat m_page;
};

struct PageKind {
    const char* name;
    cv::Mat (PageMaker::*make)();
};
inline constexpr std::array kPageKinds{
    PageKind{"form", &PageMaker::form},        PageKind{"chat", &PageMaker::chat},
    PageKind{"table", &PageMaker::table},      PageKind{"calendar", &PageMaker::calendar},
    PageKind{"receipt", &PageMaker::receipt},  PageKind{"text", &PageMaker::text},
    PageKind{"handwriting", &PageMaker::hand},
};

} // namespace lookalike::testing
