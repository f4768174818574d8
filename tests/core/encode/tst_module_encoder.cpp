// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/module_encoder.h"
#include "tests/testing.h"

#include <QTemporaryDir>
#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <string>
#include <vector>

using namespace lookalike;
namespace fs = std::filesystem;

extern "C" const LookalikeModule* lookalike_module(); // the stand-in, a source of this test

namespace {

/// A module that tells these values about each model.
struct TalkingModule {
    static inline std::map<std::string, std::string> values;

    static LookalikeEncoder* open(const char*, std::size_t, const char*, std::uint32_t,
                                  const LookalikeAnswer* answer)
    {
        for (const auto& [name, value] : values)
            answer->tell(answer->context, name.c_str(), value.data(), value.size());
        return values.contains("error.code") ? nullptr
                                             : reinterpret_cast<LookalikeEncoder*>(&values);
    }
    static void close(LookalikeEncoder*) { ++closed; }
    static inline int closed = 0;
};

} // namespace

/// If this fails, program and module need one compiler again, or what a module says is believed.
class TestModuleEncoder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QVERIFY(m_temporary.isValid());
        m_model.path = m_temporary.path().toStdString();
        std::ofstream(m_model.path / "config.json") << "{}";
        m_model.preprocess.resizeWidth = m_model.preprocess.resizeHeight = 32;
        m_model.preprocess.resizeMode = PreprocessSpec::ResizeMode::Exact;
        m_model.preprocess.centerCrop = false;
        TalkingModule::values.clear();
        TalkingModule::closed = 0;
    }

    void aModuleInPlainCEncodes()
    {
        const auto encoder = openModuleEncoder(*lookalike_module(), m_model, {DeviceKind::Auto, 2});
        VERIFY_RESULT(encoder);
        QCOMPARE((*encoder)->info().space.dim, 48);
        QCOMPARE((*encoder)->info().concurrency, std::size_t{2});
        QCOMPARE((*encoder)->info().preprocess.inputWidth(), 32);
        std::vector<Image> images(3, Image(32, 32));
        for (std::size_t i = 0; i < images.size(); ++i)
            std::ranges::fill(images[i].pixels, static_cast<std::uint8_t>(100 * i));
        std::vector<float> all(3 * 48);
        VERIFY_RESULT((*encoder)->encode(images, all));
        std::vector<float> one(48);
        VERIFY_RESULT((*encoder)->encode({&images[2], 1}, one));
        QVERIFY(std::equal(one.begin(), one.end(), all.begin() + 96));
        double squares = 0;
        for (const float value : one)
            squares += double(value) * double(value);
        QVERIFY(std::abs(squares - 1) < 1e-5);
    }

    void errorsCrossWithCodeWordsAndPath()
    {
        m_model.path /= "none\xff";
        const auto encoder = openModuleEncoder(*lookalike_module(), m_model, {});
        QVERIFY(!encoder);
        QCOMPARE(encoder.error().code, ErrorCode::NotFound);
        QCOMPARE(encoder.error().message.english(), std::string("There is no model"));
        QCOMPARE(encoder.error().path, m_model.path);
    }

    void aPictureOfAnotherSizeIsRefused()
    {
        const auto encoder = openModuleEncoder(*lookalike_module(), m_model, {});
        VERIFY_RESULT(encoder);
        const std::vector<Image> images(1, Image(32, 31));
        std::vector<float> out(48);
        QCOMPARE((*encoder)->encode(images, out).error().code, ErrorCode::InvalidArgument);
        std::vector<float> tooFew(47);
        const std::vector<Image> right(1, Image(32, 32));
        QCOMPARE((*encoder)->encode(right, tooFew).error().code, ErrorCode::InvalidArgument);
        QCOMPARE((*encoder)->textEncoder({}).error().code, ErrorCode::Unsupported);
    }

    void anotherVersionIsRefusedInWords()
    {
        LookalikeModule old{}; // nothing but the version may be read
        old.version = LOOKALIKE_MODULE_VERSION - 1;
        const auto encoder = openModuleEncoder(old, m_model, {});
        QVERIFY(!encoder);
        QCOMPARE(encoder.error().code, ErrorCode::Conflict);
        QVERIFY(encoder.error().message.english().find("version 3 of its interface") !=
                std::string::npos);
    }

    void whatAModuleSaysIsChecked_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::newRow("no dimension") << "space.dim"
                                      << "";
        QTest::newRow("a negative one") << "space.dim"
                                        << "-4";
        QTest::newRow("a huge one") << "space.dim"
                                    << "99999999999";
        QTest::newRow("no number") << "space.dim"
                                   << "48x";
        QTest::newRow("no space") << "space.id"
                                  << "";
        QTest::newRow("no batch") << "batch_size"
                                  << "0";
        QTest::newRow("no thread") << "concurrency"
                                   << "";
        QTest::newRow("an unknown device") << "device"
                                           << "abacus";
    }

    void whatAModuleSaysIsChecked()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, value);
        LookalikeModule module{};
        module.version = LOOKALIKE_MODULE_VERSION;
        module.open = TalkingModule::open;
        module.close = TalkingModule::close;
        TalkingModule::values = {{"space.id", "a"},   {"space.model", "m"}, {"space.dim", "48"},
                                 {"device", "cpu"},   {"batch_size", "4"},  {"concurrency", "1"},
                                 {"unheard_of", "x"}, {"warning", "Slow"}};
        {
            const auto encoder = openModuleEncoder(module, m_model, {});
            VERIFY_RESULT(encoder);
            QCOMPARE((*encoder)->info().warning.english(), std::string("Slow"));
        }
        QCOMPARE(TalkingModule::closed, 1);
        TalkingModule::values[name.toStdString()] = value.toStdString();
        const auto encoder = openModuleEncoder(module, m_model, {});
        QVERIFY(!encoder);
        QCOMPARE(encoder.error().code, ErrorCode::Broken);
        QCOMPARE(TalkingModule::closed, 2); // what was opened is closed
        TalkingModule::values = {{"error.code", "no_such_code"}};
        QCOMPARE(openModuleEncoder(module, m_model, {}).error().code, ErrorCode::Internal);
    }

private:
    QTemporaryDir m_temporary;
    ModelDirectory m_model;
};

QTEST_GUILESS_MAIN(TestModuleEncoder)
#include "tst_module_encoder.moc"
