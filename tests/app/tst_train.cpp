// SPDX-License-Identifier: GPL-3.0-or-later
// lookalike-train as a process. If these fail, the user's night of fine-tuning ends in nothing.
#include "core/encode/model_directory.h"
#include "core/image/image.h"
#include "tests/app/cli_outcome.h"
#include "tests/core/encode/tiny_model.h"
#include "tests/testing.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <array>
#include <fstream>
#include <random>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

constexpr int kPixels = 24;

/// Stripes in two directions, in any colours.
void writeStripes(const fs::path& file, bool lying, std::mt19937& random)
{
    std::array<unsigned, 6> colours{};
    for (unsigned& colour : colours)
        colour = random() % 256;
    std::ofstream stream(file, std::ios::binary);
    stream << "P6 " << kPixels << ' ' << kPixels << " 255\n";
    for (unsigned y = 0; y < kPixels; ++y)
        for (unsigned x = 0; x < kPixels; ++x)
            for (unsigned channel = 0; channel < 3; ++channel)
                stream.put(
                    static_cast<char>(colours[channel + ((lying ? y : x) / 3 % 2 == 0 ? 3U : 0U)]));
}

} // namespace

class TestTrain : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aStoppedRunGoesOn();
    void nothingIsWrittenWhereNothingIsWon();
    void photosWithoutLabelsAreEnough();
    void theTimeIsEstimated();
    void wrongUseIsNamed();

private:
    [[nodiscard]] QStringList arguments(const QString& command, const QStringList& more) const
    {
        return QStringList{command,
                           QStringLiteral("--model"),
                           m_folder + QStringLiteral("/general"),
                           QStringLiteral("--photos"),
                           m_folder + QStringLiteral("/photos"),
                           QStringLiteral("--output"),
                           m_folder + QStringLiteral("/tuned"),
                           QStringLiteral("--threads"),
                           QStringLiteral("1"),
                           QStringLiteral("--batch"),
                           QStringLiteral("8"),
                           QStringLiteral("--held-out"),
                           QStringLiteral("0.5")} +
               more;
    }
    [[nodiscard]] Outcome run(const QString& command, const QStringList& more) const
    {
        QProcess process;
        process.start(QStringLiteral(LOOKALIKE_TRAIN), arguments(command, more));
        return finish(process);
    }

    std::unique_ptr<QTemporaryDir> m_temporary;
    QString m_folder;
};

void TestTrain::init()
{
    m_temporary = std::make_unique<QTemporaryDir>();
    QVERIFY(m_temporary->isValid());
    m_folder = m_temporary->path();
    VERIFY_RESULT(TinyModel().write((m_folder + QStringLiteral("/general")).toStdString()));
    std::mt19937 random(1);
    for (const bool lying : {false, true}) {
        const fs::path label =
            fs::path(m_folder.toStdString()) / "photos" / (lying ? "lying" : "standing");
        fs::create_directories(label);
        for (int i = 0; i < 30; ++i)
            writeStripes(label / (std::to_string(i) + ".ppm"), lying, random);
    }
    std::ofstream(fs::path(m_folder.toStdString()) / "photos" / "lying" / "broken.ppm")
        << "P6 24 24 255\n";
}

/// A stop in the middle leaves a state from which the same command goes on.
void TestTrain::aStoppedRunGoesOn()
{
    QProcess process;
    process.start(QStringLiteral(LOOKALIKE_TRAIN),
                  arguments(QStringLiteral("finetune"),
                            {QStringLiteral("--steps"), QStringLiteral("1000000")}));
    QByteArray printed;
    QElapsedTimer timer;
    timer.start();
    while (!printed.contains(" step ") && timer.elapsed() < 60'000) {
        process.waitForReadyRead(1000);
        printed += process.readAllStandardOutput();
    }
    QVERIFY2(printed.contains(" step "), printed.constData());
    QVERIFY2(printed.contains("60 photos (1 more cannot be read), 2 labels"), printed.constData());
    process.terminate();
    const Outcome stopped = finish(process);
    QCOMPARE(stopped.exit, 1);
    QVERIFY2(stopped.errors.contains("The same command goes on"), stopped.errors.constData());
    QVERIFY(fs::exists((m_folder + QStringLiteral("/tuned.run/tuning.safetensors")).toStdString()));
    QVERIFY(!fs::exists((m_folder + QStringLiteral("/tuned")).toStdString()));

    // With a schedule that has long ended.
    const Outcome ended =
        run(QStringLiteral("finetune"),
            {QStringLiteral("--steps"), QStringLiteral("1"), QStringLiteral("--always-export")});
    QVERIFY2(ended.exit == 0, ended.errors.constData());
    QVERIFY2(ended.output.contains("fine-tuned      mAP"), ended.output.constData());
    const fs::path tuned = (m_folder + QStringLiteral("/tuned")).toStdString();
    VERIFY_RESULT(openModelDirectory(tuned));
    std::ifstream stream(tuned / "README.md");
    const std::string card((std::istreambuf_iterator<char>(stream)),
                           std::istreambuf_iterator<char>());
    QVERIFY2(card.find("base_model: general") != std::string::npos, card.c_str());
    QVERIFY2(card.find("2 labels with at least two photos") != std::string::npos, card.c_str());
    QVERIFY2(card.find(m_folder.toStdString()) == std::string::npos, card.c_str());
    QVERIFY2(card.find("standing") == std::string::npos, card.c_str());
}

void TestTrain::nothingIsWrittenWhereNothingIsWon()
{
    const Outcome outcome =
        run(QStringLiteral("finetune"), {QStringLiteral("--steps"), QStringLiteral("1"),
                                         QStringLiteral("--rate"), QStringLiteral("1e-9")});
    QVERIFY2(outcome.exit == 0, outcome.errors.constData());
    QVERIFY2(outcome.output.contains("Not offered: "), outcome.output.constData());
    QVERIFY(!fs::exists((m_folder + QStringLiteral("/tuned")).toStdString()));
}

void TestTrain::photosWithoutLabelsAreEnough()
{
    // A copy is a shot of two.
    const fs::path photos = (m_folder + QStringLiteral("/photos")).toStdString();
    fs::copy_file(photos / "lying" / "1.ppm", photos / "copy.ppm");
    const Outcome outcome =
        run(QStringLiteral("adapt"), {QStringLiteral("--steps"), QStringLiteral("3")});
    QVERIFY2(outcome.exit == 0, outcome.errors.constData());
    QVERIFY2(outcome.output.contains("61 photos (1 more cannot be read), 1 shots"),
             outcome.output.constData());
    QVERIFY2(outcome.output.contains("ffered: "), outcome.output.constData());
}

void TestTrain::theTimeIsEstimated()
{
    const Outcome outcome = run(QStringLiteral("finetune"), {QStringLiteral("--estimate")});
    QVERIFY2(outcome.exit == 0, outcome.errors.constData());
    QVERIFY2(outcome.output.contains("on this machine"), outcome.output.constData());
    QVERIFY(!fs::exists((m_folder + QStringLiteral("/tuned")).toStdString()));
}

void TestTrain::wrongUseIsNamed()
{
    QProcess process;
    process.start(QStringLiteral(LOOKALIKE_TRAIN),
                  {QStringLiteral("finetune"), QStringLiteral("--photos"), m_folder});
    QVERIFY(finish(process).exit != 0); // no output
    const Outcome both =
        run(QStringLiteral("finetune"), {QStringLiteral("--steps"), QStringLiteral("3"),
                                         QStringLiteral("--minutes"), QStringLiteral("1")});
    QCOMPARE(both.exit, 1);
    QVERIFY2(both.errors.contains("a number of steps or of minutes"), both.errors.constData());
}

QTEST_GUILESS_MAIN(TestTrain)
#include "tst_train.moc"
