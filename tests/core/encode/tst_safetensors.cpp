// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/sha256.h"
#include "core/encode/safetensors.h"
#include "core/encode/safetensors_header.h"
#include "tests/testing.h"

#include <QTemporaryDir>
#include <cmath>
#include <limits>

using namespace lookalike;

namespace {

/// A file of a header and so many zero bytes.
QByteArray fileOf(const QByteArray& header, int dataBytes)
{
    QByteArray bytes(8, '\0');
    const auto length = static_cast<quint64>(header.size());
    std::memcpy(bytes.data(), &length, 8);
    return bytes + header + QByteArray(dataBytes, '\0');
}

QByteArray withLength(quint64 length, const QByteArray& rest)
{
    QByteArray bytes(8, '\0');
    std::memcpy(bytes.data(), &length, 8);
    return bytes + rest;
}

QByteArray tensor(const QByteArray& dtype, const QByteArray& shape, const QByteArray& offsets)
{
    return "{\"dtype\":\"" + dtype + "\",\"shape\":" + shape + ",\"data_offsets\":" + offsets + "}";
}

} // namespace

// A model file comes from strangers. If one of these is accepted, a hostile file reaches memory
// that it should not, or hides data from other readers.
class tst_Safetensors : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void refusesBadFiles_data();
    void refusesBadFiles();
    void acceptsOddButLegalFiles_data();
    void acceptsOddButLegalFiles();
    void refusesValuesThatAreNoNumbers_data();
    void refusesValuesThatAreNoNumbers();
    void tellsHowToConvertAPickle();
    void aHugeHeaderIsNotAllocated();
    void writesWhatItReads();
    void writerLeavesNothingWithoutCommit();
    void writerRefusesWrongAmounts();
    void writerRefusesWhatTheReaderRefuses();
    void everyTruncationIsRefused();
    void noFlippedBitOfTheHeaderCrashes();
    void sha256MatchesTheStandard();

private:
    std::filesystem::path put(const QByteArray& bytes)
    {
        const QString path = m_folder.filePath("file.safetensors");
        QFile file(path);
        if (file.open(QIODevice::WriteOnly | QIODevice::Truncate))
            file.write(bytes);
        return path.toStdString();
    }

    QTemporaryDir m_folder;
};

void tst_Safetensors::refusesBadFiles_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("code");
    const int broken = static_cast<int>(ErrorCode::Broken);
    const int unsupported = static_cast<int>(ErrorCode::Unsupported);
    const auto bad = [&](const char* name, const QByteArray& header, int data) {
        QTest::newRow(name) << fileOf(header, data) << broken;
    };
    const QByteArray a = tensor("F32", "[2]", "[0,8]");

    QTest::newRow("an empty file") << QByteArray() << broken;
    QTest::newRow("seven bytes") << QByteArray(7, '\0') << broken;
    QTest::newRow("a length and nothing else") << withLength(2, {}) << broken;
    QTest::newRow("a header of length zero") << withLength(0, "{}") << broken;
    QTest::newRow("a header longer than the file") << withLength(100, "{}") << broken;
    QTest::newRow("a length of 2^63") << withLength(Q_UINT64_C(1) << 63, "{}") << broken;
    QTest::newRow("a length of 2^64 - 1") << withLength(~Q_UINT64_C(0), "{}") << broken;
    QTest::newRow("a length of 2^64 - 8, which overflows")
        << withLength(~Q_UINT64_C(0) - 7, "{}") << broken;
    QTest::newRow("a zip archive, as torch.save writes it")
        << QByteArray("PK\x03\x04", 4) + QByteArray(100, 'x') << unsupported;
    QTest::newRow("an empty zip archive")
        << QByteArray("PK\x05\x06", 4) + QByteArray(18, '\0') << unsupported;
    QTest::newRow("a pickle") << QByteArray("\x80\x02}q\0X", 6) + QByteArray(50, 'x')
                              << unsupported;
    QTest::newRow("a GGUF file") << QByteArray("GGUF") + QByteArray(50, '\0') << unsupported;
    QTest::newRow("an HDF5 file") << QByteArray("\x89HDF\r\n\x1a\n") + QByteArray(50, '\0')
                                  << unsupported;
    QTest::newRow("text") << QByteArray("version https://git-lfs.github.com/spec/v1\n") << broken;

    bad("a list instead of an object", "[]", 0);
    bad("blanks in front of the brace", "  {}", 0);
    bad("an open brace", "{", 0);
    bad("text after the object", "{}x", 0);
    bad("a second object", "{}{}", 0);
    bad("a zero byte after the object", QByteArray("{}\0", 3), 0);
    bad("not UTF-8", "{\"\xff\xfe\":" + a + "}", 8);
    bad("a lone surrogate", "{\"\\ud800\":" + a + "}", 8);
    bad("single quotes", "{'a':1}", 0);
    bad("a comment", "{/**/}", 0);
    bad("a trailing comma", "{\"a\":" + a + ",}", 8);
    bad("deep nesting", QByteArray("{\"a\":") + QByteArray(100000, '['), 0);
    bad("deep objects", "{\"a\":{\"dtype\":{\"b\":{}}}}", 0);
    bad("a number for a tensor", "{\"a\":1}", 0);
    bad("a text for a tensor", "{\"a\":\"F32\"}", 0);
    bad("null for a tensor", "{\"a\":null}", 0);
    bad("a list for a tensor", "{\"a\":[]}", 0);
    bad("a tensor without a name", "{\"\":" + a + "}", 8);
    bad("a name of a kilobyte", "{\"" + QByteArray(1024, 'n') + "\":" + a + "}", 8);
    bad("a name twice", "{\"a\":" + a + ",\"a\":" + tensor("F32", "[2]", "[8,16]") + "}", 16);
    bad("metadata twice", "{\"__metadata__\":{},\"__metadata__\":{}}", 0);
    bad("a number in the metadata", "{\"__metadata__\":{\"a\":1}}", 0);
    bad("an object in the metadata", "{\"__metadata__\":{\"a\":{}}}", 0);
    bad("a list in the metadata", "{\"__metadata__\":{\"shape\":[1]}}", 0);
    bad("a key of the metadata twice", "{\"__metadata__\":{\"a\":\"1\",\"a\":\"2\"}}", 0);
    bad("metadata that is a text", "{\"__metadata__\":\"a\"}", 0);
    bad("no element type", "{\"a\":{\"shape\":[2],\"data_offsets\":[0,8]}}", 8);
    bad("no shape", "{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,8]}}", 8);
    bad("no offsets", "{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}", 8);
    bad("an element type that is a number",
        "{\"a\":{\"dtype\":1,\"shape\":[2],\"data_offsets\":[0,8]}}", 8);
    bad("an unknown element type", "{\"a\":" + tensor("F8", "[8]", "[0,8]") + "}", 8);
    bad("an element type in lower case", "{\"a\":" + tensor("f32", "[2]", "[0,8]") + "}", 8);
    bad("an unknown field",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8],\"x\":[]}}", 8);
    bad("a field twice",
        "{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[2],"
        "\"data_offsets\":[0,8]}}",
        8);
    bad("a shape of texts", "{\"a\":" + tensor("F32", "[\"2\"]", "[0,8]") + "}", 8);
    bad("a list in the shape", "{\"a\":" + tensor("F32", "[[2]]", "[0,8]") + "}", 8);
    bad("an object in the shape", "{\"a\":" + tensor("F32", "[{}]", "[0,8]") + "}", 8);
    bad("a negative size", "{\"a\":" + tensor("F32", "[-2]", "[0,8]") + "}", 8);
    bad("a fractional size", "{\"a\":" + tensor("F32", "[2.0]", "[0,8]") + "}", 8);
    bad("a size with an exponent", "{\"a\":" + tensor("F32", "[2e0]", "[0,8]") + "}", 8);
    bad("nine dimensions", "{\"a\":" + tensor("F32", "[1,1,1,1,1,1,1,1,2]", "[0,8]") + "}", 8);
    bad("a size of 2^63", "{\"a\":" + tensor("F32", "[9223372036854775808]", "[0,8]") + "}", 8);
    bad("a size beyond 64 bits",
        "{\"a\":" + tensor("F32", "[99999999999999999999999]", "[0,8]") + "}", 8);
    bad("a product that wraps to 8 bytes",
        "{\"a\":" + tensor("F32", "[4611686018427387904,2]", "[0,8]") + "}", 8);
    bad("a zero that hides an overflow",
        "{\"a\":" + tensor("F32", "[0,4611686018427387904,8]", "[0,0]") + "}", 0);
    bad("one offset", "{\"a\":" + tensor("F32", "[2]", "[8]") + "}", 8);
    bad("three offsets", "{\"a\":" + tensor("F32", "[2]", "[0,8,8]") + "}", 8);
    bad("offsets the wrong way round", "{\"a\":" + tensor("F32", "[2]", "[8,0]") + "}", 8);
    bad("a negative offset", "{\"a\":" + tensor("F32", "[2]", "[-8,0]") + "}", 8);
    bad("a shape smaller than its data", "{\"a\":" + tensor("F32", "[1]", "[0,8]") + "}", 8);
    bad("a shape larger than its data", "{\"a\":" + tensor("F32", "[3]", "[0,8]") + "}", 8);
    bad("a scalar of eight bytes", "{\"a\":" + tensor("F32", "[]", "[0,8]") + "}", 8);
    bad("a hole at the beginning", "{\"a\":" + tensor("F32", "[2]", "[4,12]") + "}", 12);
    bad("a hole between two tensors",
        "{\"a\":" + a + ",\"b\":" + tensor("F32", "[2]", "[12,20]") + "}", 20);
    bad("two tensors on the same bytes", "{\"a\":" + a + ",\"b\":" + a + "}", 8);
    bad("two tensors that overlap",
        "{\"a\":" + a + ",\"b\":" + tensor("F32", "[2]", "[4,12]") + "}", 12);
    bad("data that are too short", "{\"a\":" + a + "}", 7);
    bad("data that are missing", "{\"a\":" + a + "}", 0);
    bad("a byte after the last tensor", "{\"a\":" + a + "}", 9);
    bad("an archive after the last tensor", "{\"a\":" + a + "}", 1000);
    bad("data without a tensor", "{}", 8);
}

void tst_Safetensors::refusesBadFiles()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, code);
    const auto path = put(bytes);
    const auto file = SafetensorsFile::open(path);
    VERIFY_ERROR(file, static_cast<ErrorCode>(code));
    QVERIFY(!file.error().message.empty());
    QVERIFY(file.error().path == path);
}

void tst_Safetensors::acceptsOddButLegalFiles_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("tensors");
    const QByteArray a = tensor("F32", "[2]", "[0,8]");
    QTest::newRow("no tensor at all") << fileOf("{}", 0) << 0;
    QTest::newRow("blanks at the end") << fileOf("{\"a\":" + a + "}     ", 8) << 1;
    QTest::newRow("a scalar") << fileOf("{\"a\":" + tensor("F32", "[]", "[0,4]") + "}", 4) << 1;
    QTest::newRow("a tensor without values")
        << fileOf("{\"a\":" + tensor("F32", "[0,3]", "[0,0]") + "}", 0) << 1;
    QTest::newRow("an empty tensor between two others")
        << fileOf("{\"b\":" + tensor("U8", "[0]", "[8,8]") + ",\"a\":" + a +
                      ",\"c\":" + tensor("U8", "[1]", "[8,9]") + "}",
                  9)
        << 3;
    QTest::newRow("tensors in another order than their data")
        << fileOf("{\"b\":" + tensor("I64", "[1]", "[8,16]") + ",\"a\":" + a + "}", 16) << 2;
    QTest::newRow("metadata") << fileOf("{\"__metadata__\":{\"dtype\":\"x\",\"format\":\"pt\"}}", 0)
                              << 0;
    QTest::newRow("a header length that begins like a pickle")
        << fileOf("{\"a\":" + a + "}" + QByteArray(0x280 - 6 - a.size(), ' '), 8) << 1;
}

void tst_Safetensors::acceptsOddButLegalFiles()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, tensors);
    const auto file = SafetensorsFile::open(put(bytes));
    VERIFY_RESULT(file);
    QCOMPARE(static_cast<int>(file->tensors().size()), tensors);
    std::uint64_t end = 0;
    for (const TensorInfo& info : file->tensors()) {
        QCOMPARE(info.offset, end);
        end += info.bytes;
    }
}

void tst_Safetensors::refusesValuesThatAreNoNumbers_data()
{
    QTest::addColumn<QByteArray>("dtype");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("good");
    const auto bytesOf = [](auto value) {
        return QByteArray(reinterpret_cast<const char*>(&value), sizeof value);
    };
    QTest::newRow("NaN as float32") << QByteArray("F32") << bytesOf(std::nanf("")) << false;
    QTest::newRow("infinity as float32")
        << QByteArray("F32") << bytesOf(std::numeric_limits<float>::infinity()) << false;
    QTest::newRow("the largest float32")
        << QByteArray("F32") << bytesOf(std::numeric_limits<float>::max()) << true;
    QTest::newRow("NaN as float64") << QByteArray("F64") << bytesOf(std::nan("")) << false;
    QTest::newRow("minus infinity as float64")
        << QByteArray("F64") << bytesOf(-std::numeric_limits<double>::infinity()) << false;
    QTest::newRow("NaN as float16") << QByteArray("F16") << bytesOf(quint16(0x7e00)) << false;
    QTest::newRow("minus infinity as float16")
        << QByteArray("F16") << bytesOf(quint16(0xfc00)) << false;
    QTest::newRow("65504, the largest float16")
        << QByteArray("F16") << bytesOf(quint16(0x7bff)) << true;
    QTest::newRow("NaN as bfloat16") << QByteArray("BF16") << bytesOf(quint16(0x7fc0)) << false;
    QTest::newRow("a large bfloat16") << QByteArray("BF16") << bytesOf(quint16(0x7f7f)) << true;
    QTest::newRow("any integer") << QByteArray("I32") << bytesOf(quint32(0xffffffff)) << true;
}

void tst_Safetensors::refusesValuesThatAreNoNumbers()
{
    QFETCH(QByteArray, dtype);
    QFETCH(QByteArray, value);
    QFETCH(bool, good);
    const QByteArray size = QByteArray::number(2 * value.size());
    const QByteArray header = "{\"a\":" + tensor(dtype, "[2]", "[0," + size + "]") + "}";
    auto file =
        SafetensorsFile::open(put(fileOf(header, 0) + QByteArray(value.size(), '\0') + value));
    VERIFY_RESULT(file);
    std::vector<std::byte> bytes(static_cast<std::size_t>(2 * value.size()));
    QCOMPARE(file->read(file->tensors().front(), bytes).has_value(), good);
}

void tst_Safetensors::tellsHowToConvertAPickle()
{
    const auto file = SafetensorsFile::open(put(QByteArray("\x80\x02}q", 4) + QByteArray(50, 'x')));
    VERIFY_ERROR(file, ErrorCode::Unsupported);
    QVERIFY(file.error().message.english().find("safe_serialization=True") != std::string::npos);
}

// The limit must be looked at before memory is asked for: the file is sparse, the claim is not.
void tst_Safetensors::aHugeHeaderIsNotAllocated()
{
    const auto path = put(withLength(Q_UINT64_C(1) << 33, "{"));
    std::filesystem::resize_file(path, (std::uintmax_t(1) << 33) + 8);
    VERIFY_ERROR(SafetensorsFile::open(path), ErrorCode::TooLarge);
}

void tst_Safetensors::writesWhatItReads()
{
    const std::filesystem::path path = m_folder.filePath("written.safetensors").toStdString();
    std::vector<TensorInfo> infos(3);
    infos[0].name = "embeddings";
    infos[0].shape = {2, 3};
    infos[1].name = "halves";
    infos[1].dtype = Dtype::F16;
    infos[1].shape = {1};
    infos[2].name = "nothing";
    infos[2].shape = {0};
    auto writer = SafetensorsWriter::create(path, infos, {{"0", "a \"quoted\" \xff name"}});
    VERIFY_RESULT(writer);
    QVERIFY(!std::filesystem::exists(path));
    const std::vector<float> values{1, 2, 3, 4, 5, -6};
    const auto bytes = std::as_bytes(std::span(values));
    VERIFY_RESULT(writer->write(bytes.first(5)));
    VERIFY_RESULT(writer->write(bytes.subspan(5)));
    const quint16 half = 0x3c00;
    VERIFY_RESULT(writer->write(std::as_bytes(std::span(&half, 1))));
    VERIFY_RESULT(writer->commit());

    auto file = SafetensorsFile::open(path);
    VERIFY_RESULT(file);
    QCOMPARE(file->tensors().size(), std::size_t(3));
    const auto read = file->readFloats("embeddings");
    VERIFY_RESULT(read);
    QVERIFY(*read == values);
    QVERIFY(file->find("embeddings")->shape == (std::vector<std::int64_t>{2, 3}));
    QVERIFY(file->metadata().at("0").starts_with("a \"quoted\" "));
    VERIFY_ERROR(file->readFloats("halves"), ErrorCode::Unsupported);
    VERIFY_ERROR(file->readFloats("absent"), ErrorCode::NotFound);
    // A reader may map the tensors: they begin at a multiple of eight.
    QCOMPARE((std::filesystem::file_size(path) - 24 - 2) % 8, std::uintmax_t(0));
}

void tst_Safetensors::writerLeavesNothingWithoutCommit()
{
    const std::filesystem::path folder = m_folder.filePath("empty").toStdString();
    std::filesystem::create_directory(folder);
    {
        auto writer = SafetensorsWriter::create(folder / "x.safetensors", {});
        VERIFY_RESULT(writer);
        QVERIFY(!std::filesystem::is_empty(folder));
    }
    QVERIFY(std::filesystem::is_empty(folder));
    VERIFY_ERROR(SafetensorsWriter::create(folder / "no folder" / "x.safetensors", {}),
                 ErrorCode::NotFound);
}

void tst_Safetensors::writerRefusesWrongAmounts()
{
    const std::filesystem::path path = m_folder.filePath("amounts.safetensors").toStdString();
    std::vector<TensorInfo> infos(1);
    infos[0].name = "a";
    infos[0].shape = {2};
    auto writer = SafetensorsWriter::create(path, infos);
    VERIFY_RESULT(writer);
    const std::vector<std::byte> bytes(9);
    VERIFY_ERROR(writer->write(bytes), ErrorCode::Internal);
    VERIFY_RESULT(writer->write(std::span(bytes).first(7)));
    VERIFY_ERROR(writer->commit(), ErrorCode::Internal);
    QVERIFY(!std::filesystem::exists(path));
}

void tst_Safetensors::writerRefusesWhatTheReaderRefuses()
{
    const std::filesystem::path path = m_folder.filePath("refused.safetensors").toStdString();
    std::vector<TensorInfo> infos(2);
    infos[0].name = infos[1].name = "twice";
    VERIFY_ERROR(SafetensorsWriter::create(path, infos), ErrorCode::InvalidArgument);
    infos.resize(1);
    infos[0].shape = {-1};
    VERIFY_ERROR(SafetensorsWriter::create(path, infos), ErrorCode::InvalidArgument);
    infos[0].shape.assign(9, 1);
    VERIFY_ERROR(SafetensorsWriter::create(path, infos), ErrorCode::Broken);
}

void tst_Safetensors::everyTruncationIsRefused()
{
    const QByteArray good = fileOf("{\"a\":" + tensor("F32", "[2]", "[0,8]") + "}", 8);
    VERIFY_RESULT(SafetensorsFile::open(put(good)));
    for (qsizetype length = 0; length < good.size(); ++length)
        QVERIFY2(!SafetensorsFile::open(put(good.first(length))),
                 qPrintable(QString::number(length)));
}

void tst_Safetensors::noFlippedBitOfTheHeaderCrashes()
{
    const std::string good =
        ("{\"__metadata__\":{\"format\":\"pt\"},\"a\":" + tensor("F32", "[2]", "[0,8]") +
         ",\"b\":" + tensor("BOOL", "[1,1]", "[8,9]") + "}")
            .toStdString();
    VERIFY_RESULT(parseSafetensorsHeader(good, 9));
    for (std::size_t i = 0; i < good.size() * 8; ++i) {
        std::string bad = good;
        bad[i / 8] = static_cast<char>(bad[i / 8] ^ (1 << (i % 8)));
        const auto header = parseSafetensorsHeader(bad, 9);
        // A letter of a name may change unseen; sizes and offsets may not.
        if (header)
            for (const TensorInfo& info : header->tensors)
                QVERIFY(info.offset + info.bytes <= 9);
    }
}

void tst_Safetensors::sha256MatchesTheStandard()
{
    const auto digest = [](std::string_view text) {
        Sha256 hash;
        hash.update(text);
        return QString::fromStdString(hash.hexDigest());
    };
    // FIPS 180-2, appendix B.
    QCOMPARE(digest("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    QCOMPARE(digest("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
             "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    QCOMPARE(digest(std::string(1000000, 'a')),
             "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    QCOMPARE(digest(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    // Every way of cutting a text into two pieces gives the digest of the whole.
    const std::string text(150, 'q');
    for (std::size_t cut = 0; cut <= text.size(); ++cut) {
        Sha256 hash;
        hash.update(std::string_view(text).substr(0, cut));
        hash.update(std::string_view(text).substr(cut));
        QCOMPARE(QString::fromStdString(hash.hexDigest()), digest(text));
    }
}

QTEST_GUILESS_MAIN(tst_Safetensors)
#include "tst_safetensors.moc"
