// SPDX-License-Identifier: GPL-3.0-or-later
// Duplicates from folder to trash and back, with a real catalog, real files, real verification and
// the real trash on a disposable tree. If these fail, photos are lost, or copies are not found.
#include "core/catalog/catalog.h"
#include "core/duplicates/review/keeper_words.h"
#include "core/image/sidecar.h"
#include "core/indexing/crash_guard.h"
#include "core/library/library_core.h"
#include "tests/core/image/test_pictures.h"
#include "tests/core/library/colour_encoder.h"
#include "tests/core/library/open_library.h"
#include "tests/testing.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <QTemporaryDir>
#include <algorithm>
#include <fstream>
#include <map>
#include <random>
#include <set>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

/// Shapes in colours at random places: rich enough to be recognised, like no other seed's.
cv::Mat scene(unsigned seed, int width = 480, int height = 360)
{
    cv::RNG random(seed);
    cv::Mat picture(
        height, width, CV_8UC3,
        cv::Scalar(random.uniform(40, 200), random.uniform(40, 200), random.uniform(40, 200)));
    for (int i = 0; i < 60; ++i) {
        const cv::Point at(random.uniform(0, width), random.uniform(0, height));
        const cv::Scalar colour(random.uniform(0, 255), random.uniform(0, 255),
                                random.uniform(0, 255));
        if (i % 3 == 0)
            cv::circle(picture, at, random.uniform(6, 50), colour, cv::FILLED, cv::LINE_AA);
        else
            cv::line(picture, at, {random.uniform(0, width), random.uniform(0, height)}, colour,
                     random.uniform(1, 9), cv::LINE_AA);
    }
    return picture;
}

constexpr const char* kNamespaces =
    "xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:xmp='http://ns.adobe.com/xap/1.0/'"
    " xmlns:exif='http://ns.adobe.com/exif/1.0/'"
    " xmlns:mediapro='http://ns.iview-multimedia.com/mediapro/1.0/'";

std::string keywords(std::initializer_list<const char*> words)
{
    std::string text = "<dc:subject><rdf:Bag>";
    for (const char* word : words)
        text += std::string("<rdf:li>") + word + "</rdf:li>";
    return text + "</rdf:Bag></dc:subject>";
}

std::string sidecar(const std::string& description)
{
    return std::string("<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF"
                       " xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
                       "<rdf:Description rdf:about='' ") +
           kNamespaces + ">" + description + "</rdf:Description></rdf:RDF></x:xmpmeta>";
}

TrashMode merging()
{
    TrashMode mode;
    mode.mergeMetadata = true;
    return mode;
}

struct Contents {
    std::map<std::string, FileBytes> files; ///< by path
    bool operator==(const Contents&) const = default;
};

} // namespace

class TestDuplicateReview : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void everyKindOfCopyIsNamed();
    void anotherKeeperHasItsOwnEvidenceAndLosses();
    void aSharpenedCopyDoesNotBeatTheOriginal();
    void aTurnedCopyDoesNotBeatTheOriginal_data();
    void aTurnedCopyDoesNotBeatTheOriginal();
    void differentPhotosAreNoGroup();
    void aSecondScanVerifiesNothing();
    void itIsKnownWhatNoScanHasSeen();
    void duplicatesOfSomePhotosAloneAreLookedFor();
    void aPairThatEndedTheProgramIsListed();
    void aStoppedScanGoesOn();
    void scopeAgainstAnotherFolder();
    void matchesInOneFolderCanBeSkipped();
    void twoNamesOfOneFileAreNoCopies();
    void decisionsAreRememberedAndRevocable();
    void aNewCopyBringsBackOnlyItself();
    void keeperRulesAndProtectedFolders();
    void aProtectedPhotoNeverGoes();
    void trashAndUndo();
    void marksFollowPhotosAndEndInTheTrash();
    void undoAfterARestart();
    void aPreviewChangesNothing();
    void whatWasNotVerifiedStays();
    void whatChangedSinceTheScanStays();
    void aProtectedFolderLosesNothing();
    void linksTakeThePlaceOfIdenticalFiles();
    void companionsStayUnlessTheUserSaysSo();
    void whatAnotherPhotoNeedsStays();
    void anEnlargementDoesNotBeatTheCamerasPhoto_data();
    void anEnlargementDoesNotBeatTheCamerasPhoto();
    void theOneThatCarriesMostStaysAndTheRestIsNamed();
    void whatCopiesCarryIsMergedOntoTheKeeper();
    void aSidecarInUseIsAddedTo();
    void whereNothingCanBeMergedTheCopyStays();
    void aligningShowsTheSameScene();

private:
    void open()
    {
        m_library.reset();
        LibraryOptions options;
        options.catalog = m_folder / "data" / "catalog.db";
        auto opened = openLibrary(options, m_encoder);
        VERIFY_RESULT(opened);
        m_library = std::move(*opened);
    }
    fs::path write(const std::string& name, const cv::Mat& picture,
                   const std::vector<int>& options = {}) const
    {
        const fs::path path = m_photos / name;
        fs::create_directories(path.parent_path());
        if (!cv::imwrite(path.string(), picture, options))
            throw std::runtime_error("cannot write " + path.string());
        return path;
    }
    fs::path copy(const std::string& from, const std::string& to) const
    {
        fs::create_directories((m_photos / to).parent_path());
        fs::copy_file(m_photos / from, m_photos / to);
        return m_photos / to;
    }
    /// A file about a photo.
    void note(const std::string& name) const { std::ofstream(m_photos / name) << "{}"; }
    void scanAll(const DuplicateScope& scope = {})
    {
        if (!m_added)
            VERIFY_RESULT(m_library->addFolder(m_photos));
        m_added = true;
        VERIFY_RESULT(m_library->index({}, {}));
        const auto scanned = review().scan(scope, {}, {}, {});
        VERIFY_RESULT(scanned);
        QCOMPARE(scanned->failed, std::uint64_t{0});
        m_verified = scanned->verified;
    }
    DuplicateReview& review() { return m_library->duplicates(); }
    std::vector<DuplicateGroup> groups(const DuplicateScope& scope = {})
    {
        auto found = review().groups(scope);
        return found ? std::move(*found) : std::vector<DuplicateGroup>(99);
    }
    /// "a.png: b.jpg resized" a group, the keeper first.
    QStringList texts(const DuplicateScope& scope = {})
    {
        std::set<std::string> lines;
        for (const DuplicateGroup& group : groups(scope)) {
            std::set<std::string> members;
            for (const DuplicateMember& member : group.members)
                if (!member.isKeeper)
                    members.insert(" " + name(member) + " " +
                                   relationName(member.evidence.relation));
            std::string line = name(group.members.front()) + ":";
            for (const std::string& member : members)
                line += member;
            lines.insert(line);
        }
        QStringList list;
        for (const std::string& line : lines)
            list.append(QString::fromStdString(line));
        return list;
    }
    std::string name(const DuplicateMember& member) const
    {
        return member.file.path.lexically_relative(m_photos).string();
    }
    /// A JPEG of `bytes` with the XMP properties of `description`.
    void writeDescribed(const std::string& name, const std::vector<unsigned char>& bytes,
                        const std::string& description) const
    {
        fs::create_directories((m_photos / name).parent_path());
        writeFile(m_photos / name, withXmp(bytes, kNamespaces, description));
    }
    /// What a sidecar says, by Exiv2; nothing where there is none.
    DescriptiveMetadata described(const std::string& name) const
    {
        const auto metadata = describeSidecar(readFile(m_photos / name));
        return metadata ? *metadata : DescriptiveMetadata();
    }
    FileId idOf(const std::string& wanted)
    {
        for (const DuplicateGroup& group : groups())
            for (const DuplicateMember& member : group.members)
                if (name(member) == wanted)
                    return member.file.id;
        return {};
    }
    /// All but the keepers.
    std::vector<TrashSelection> suggestions()
    {
        std::vector<TrashSelection> selection;
        for (const DuplicateGroup& group : groups()) {
            TrashSelection one;
            for (const DuplicateMember& member : group.members)
                (member.isKeeper ? one.survivors : one.victims).push_back(member.file.id);
            selection.push_back(one);
        }
        return selection;
    }
    Contents tree() const
    {
        Contents contents;
        for (const auto& entry : fs::recursive_directory_iterator(m_photos))
            if (entry.is_regular_file())
                contents.files[entry.path().string()] = readFile(entry.path());
        return contents;
    }
    static std::size_t refused(const TrashReport& report)
    {
        return static_cast<std::size_t>(std::ranges::count_if(
            report.items, [](const ReportedFile& item) { return item.refused.has_value(); }));
    }

    std::unique_ptr<QTemporaryDir> m_temporary;
    fs::path m_folder;
    fs::path m_photos;
    bool m_added = false;
    std::uint64_t m_verified = 0;
    std::shared_ptr<ColourEncoder> m_encoder = std::make_shared<ColourEncoder>();
    std::unique_ptr<PhotoLibrary> m_library;
};

using Texts = QStringList;

void TestDuplicateReview::initTestCase()
{
    // The trash lies on the disposable tree's own file system, and never in the user's own.
    static QTemporaryDir data;
    QVERIFY(data.isValid());
    qputenv("XDG_DATA_HOME", data.path().toUtf8());
    qputenv("HOME", data.path().toUtf8());
}

void TestDuplicateReview::init()
{
    m_temporary = std::make_unique<QTemporaryDir>();
    QVERIFY(m_temporary->isValid());
    m_folder = fs::canonical(m_temporary->path().toStdString());
    m_photos = m_folder / "photos";
    fs::create_directories(m_folder / "data");
    fs::create_directories(m_photos);
    m_added = false;
    open();
}

void TestDuplicateReview::cleanup()
{
    m_library.reset();
    m_temporary.reset();
}

void TestDuplicateReview::everyKindOfCopyIsNamed()
{
    const cv::Mat original = scene(1, 960, 720);
    cv::Mat half;
    cv::resize(original, half, {}, 0.5, 0.5, cv::INTER_AREA);
    cv::Mat turned;
    cv::rotate(original, turned, cv::ROTATE_90_CLOCKWISE);
    cv::Mat darker;
    original.convertTo(darker, -1, 0.7, 0);
    write("original.png", original);
    copy("original.png", "same.png");
    write("pixels.bmp", original);
    write("small.png", half);
    write("lossy.jpg", original, {cv::IMWRITE_JPEG_QUALITY, 60});
    write("crop.png", original(cv::Rect(100, 60, 760, 580)));
    write("turned.jpg", turned, {cv::IMWRITE_JPEG_QUALITY, 97}); // no likelier keeper
    write("darker.png", darker);
    for (unsigned seed = 50; seed < 70; ++seed)
        write("other" + std::to_string(seed) + ".png", scene(seed));
    scanAll();
    std::map<std::string, std::string> relations;
    QCOMPARE(groups().size(), std::size_t{1});
    const DuplicateGroup group = groups().front();
    for (const DuplicateMember& member : group.members)
        relations[name(member)] =
            member.isKeeper ? "keeper" : relationName(member.evidence.relation);
    QVERIFY(relations["original.png"] == "keeper" || relations["same.png"] == "keeper");
    relations.erase(relations["original.png"] == "keeper" ? "original.png" : "same.png");
    QCOMPARE(relations.size(), std::size_t{7});
    QVERIFY(relations["same.png"] == "identical_file" ||
            relations["original.png"] == "identical_file");
    QCOMPARE(relations["pixels.bmp"], std::string("identical_pixels"));
    QCOMPARE(relations["small.png"], std::string("resized"));
    QCOMPARE(relations["lossy.jpg"], std::string("recompressed"));
    QCOMPARE(relations["crop.png"], std::string("cropped"));
    QCOMPARE(relations["turned.jpg"], std::string("rotated"));
    QCOMPARE(relations["darker.png"], std::string("edited"));
    QVERIFY(group.relation == Relation::Edited);
    QVERIFY(!group.reasons.empty());
    std::uint64_t bytes = 0;
    for (const DuplicateMember& member : group.members)
        bytes += member.isKeeper ? 0 : member.content.bytes;
    QCOMPARE(group.bytesToGain, bytes);
}

void TestDuplicateReview::anotherKeeperHasItsOwnEvidenceAndLosses()
{
    const cv::Mat original = scene(1, 960, 720);
    cv::Mat half;
    cv::resize(original, half, {}, 0.5, 0.5, cv::INTER_AREA);
    write("original.png", original);
    copy("original.png", "same.png");
    write("small.png", half);
    write("crop.png", original(cv::Rect(100, 60, 760, 580)));
    scanAll();
    const DuplicateGroup group = groups().front();
    const std::size_t count = group.members.size();
    QCOMPARE(count, std::size_t{4});
    std::size_t small = 0;
    for (std::size_t kept = 0; kept < count; ++kept) {
        if (name(group.members[kept]) == "small.png")
            small = kept;
        QVERIFY(evidenceOf(group, kept, 0) == group.members[kept].evidence);
        QVERIFY(lossesOf(group, kept, std::vector<bool>(count)).empty()); // nothing goes
        for (std::size_t member = 0; member < count; ++member) {
            const auto there = evidenceOf(group, member, kept);
            const auto back = evidenceOf(group, kept, member);
            QCOMPARE(there.has_value(), back.has_value());
            QVERIFY(there || !maySuggestToGo(group, member, kept));
            QVERIFY(!there || there->relation == back->relation);
            QVERIFY(!there || there->firstShown == back->secondShown);
        }
    }
    QVERIFY(small != 0);
    QVERIFY(evidenceOf(group, 0, small)->relation == Relation::Resized);
    QVERIFY(maySuggestToGo(group, 0, small));
    std::vector<bool> goes(count);
    goes[0] = true;
    const auto losses = lossesOf(group, small, goes);
    QCOMPARE(losses.size(), std::size_t{1});
    QVERIFY(losses[0].kind == KeeperLossKind::Pixels);
    QVERIFY(losses[0].holder == group.members[0].file.path);
}

void TestDuplicateReview::aSharpenedCopyDoesNotBeatTheOriginal()
{
    const auto save = [this](const std::string& name, const cv::Mat& picture, int quality,
                             int hoursAgo) {
        const fs::path path = write(name, picture, {cv::IMWRITE_JPEG_QUALITY, quality});
        fs::last_write_time(path, fs::last_write_time(path) - std::chrono::hours(hoursAgo));
        return fs::file_size(path);
    };
    const auto taken = [](unsigned seed) {
        cv::Mat picture;
        cv::GaussianBlur(scene(seed, 960, 720), picture, {}, 1.2);
        return picture;
    };
    const auto sharpened = [](const cv::Mat& picture, double radius, double amount) {
        cv::Mat result;
        cv::GaussianBlur(picture, result, {}, radius);
        cv::addWeighted(picture, 1 + amount, result, -amount, 0, result);
        return result;
    };
    QStringList expected;
    unsigned seed = 1;
    for (const auto& [radius, amount] : {std::pair(1.0, 0.6), {1.5, 1.0}, {2.0, 1.5}, {3.0, 0.8}}) {
        const std::string number = std::to_string(seed);
        const cv::Mat original = taken(seed++);
        const auto before = save("z" + number + ".jpg", original, 90, 1);
        QVERIFY(save("a" + number + ".jpg", sharpened(original, radius, amount), 90, 0) > before);
        expected += QString::fromStdString("z" + number + ".jpg: a" + number + ".jpg edited");
    }
    // Copied together, so that the age tells nothing: pixels must, with the noise of a camera.
    const auto saveNoisy = [&](const std::string& name, const cv::Mat& picture) {
        cv::Mat noise(picture.size(), CV_16SC3);
        cv::randn(noise, 0, 4);
        cv::Mat noisy;
        cv::add(picture, noise, noisy, {}, CV_8U);
        save(name, noisy, 90, 0);
        return cv::imread((m_photos / name).string());
    };
    for (const auto& [radius, amount] : {std::pair(1.0, 0.6), {1.5, 1.0}, {2.0, 1.5}}) {
        const std::string number = std::to_string(seed);
        const cv::Mat original = saveNoisy("z" + number + ".jpg", taken(seed++));
        save("a" + number + ".jpg", sharpened(original, radius, amount), 90, 0);
        expected += QString::fromStdString("z" + number + ".jpg: a" + number + ".jpg edited");
    }
    for (const double radius : {0.8, 1.5}) {
        const std::string number = std::to_string(seed);
        const cv::Mat original = saveNoisy("z" + number + ".jpg", taken(seed++));
        cv::Mat blurred;
        cv::GaussianBlur(original, blurred, {}, radius);
        save("a" + number + ".jpg", blurred, 85, 0);
        expected += QString::fromStdString("z" + number + ".jpg: a" + number + ".jpg recompressed");
    }
    // What only lost less stays, though it is the newer file.
    for (const int quality : {40, 70, 85}) {
        const std::string number = std::to_string(seed);
        const cv::Mat original = taken(seed++);
        save("c" + number + ".jpg", original, quality, 1);
        save("y" + number + ".jpg", original, 95, 0);
        expected += QString::fromStdString("y" + number + ".jpg: c" + number + ".jpg recompressed");
    }
    scanAll();
    expected.sort();
    QStringList found = texts();
    found.sort();
    QCOMPARE(found, expected);
}

void TestDuplicateReview::aTurnedCopyDoesNotBeatTheOriginal_data()
{
    QTest::addColumn<double>("degrees");
    QTest::addColumn<bool>("grows");
    QTest::addColumn<int>("corners");
    for (const double degrees : {-2.0, 4.0})
        for (const bool grows : {true, false})
            for (const int corners : {0, 255})
                QTest::addRow("%g degrees, %s, corners of %d", degrees,
                              grows ? "grows" : "keeps its size", corners)
                    << degrees << grows << corners;
}

void TestDuplicateReview::aTurnedCopyDoesNotBeatTheOriginal()
{
    QFETCH(const double, degrees);
    QFETCH(const bool, grows);
    QFETCH(const int, corners);
    const cv::Mat photo = scene(7);
    const cv::Point2f middle(static_cast<float>(photo.cols) / 2,
                             static_cast<float>(photo.rows) / 2);
    cv::Mat turn = cv::getRotationMatrix2D(middle, degrees, 1);
    cv::Size size = photo.size();
    if (grows) {
        const double cosine = std::abs(turn.at<double>(0, 0));
        const double sine = std::abs(turn.at<double>(0, 1));
        size = {static_cast<int>(std::ceil(photo.cols * cosine + photo.rows * sine)),
                static_cast<int>(std::ceil(photo.cols * sine + photo.rows * cosine))};
        turn.at<double>(0, 2) += (size.width - photo.cols) / 2.0;
        turn.at<double>(1, 2) += (size.height - photo.rows) / 2.0;
    }
    cv::Mat turned;
    cv::warpAffine(photo, turned, turn, size, cv::INTER_LINEAR, cv::BORDER_CONSTANT,
                   cv::Scalar::all(corners));
    write("photo.jpg", photo, {cv::IMWRITE_JPEG_QUALITY, 80});
    write("a.jpg", turned, {cv::IMWRITE_JPEG_QUALITY, 95});
    scanAll();
    QCOMPARE(groups().size(), std::size_t{1});
    const DuplicateGroup group = groups().front();
    QCOMPARE(name(group.members[0]), std::string("photo.jpg"));
    QVERIFY(group.members[1].evidence.tilted == Tilted::Second);
    for (const KeeperLoss& loss : group.losses)
        QVERIFY(loss.kind != KeeperLossKind::Pixels);
}

void TestDuplicateReview::differentPhotosAreNoGroup()
{
    for (unsigned seed = 1; seed < 30; ++seed)
        write(std::to_string(seed) + ".png", scene(seed));
    cv::Mat blank(200, 300, CV_8UC3, cv::Scalar(250, 250, 250));
    write("blank.png", blank);
    blank.setTo(cv::Scalar(20, 30, 40));
    write("dark.png", blank);
    scanAll();
    QCOMPARE(texts().join(QLatin1Char(';')), QString());
}

void TestDuplicateReview::aSecondScanVerifiesNothing()
{
    write("a.png", scene(1));
    write("b.jpg", scene(1), {cv::IMWRITE_JPEG_QUALITY, 50});
    scanAll();
    QCOMPARE(m_verified, std::uint64_t{1});
    QCOMPARE(texts(), Texts{"a.png: b.jpg recompressed"});
    const GroupId id = groups().front().id;
    open();
    QCOMPARE(texts(), Texts{"a.png: b.jpg recompressed"}); // known without another scan
    QVERIFY(groups().front().id == id);
    scanAll();
    QCOMPARE(m_verified, std::uint64_t{0});
    fs::rename(m_photos / "b.jpg", m_photos / "moved.jpg");
    scanAll();
    QCOMPARE(m_verified, std::uint64_t{0});
    QCOMPARE(texts(), Texts{"a.png: moved.jpg recompressed"});
}

void TestDuplicateReview::itIsKnownWhatNoScanHasSeen()
{
    write("a.png", scene(1));
    write("b.jpg", scene(1), {cv::IMWRITE_JPEG_QUALITY, 50});
    copy("b.jpg", "sub/same.jpg");
    const auto history = [this](bool similarShots) {
        const auto read = review().searchHistory(similarShots);
        return read ? QString::number(read->unsearched) + (read->wasSearched ? " since" : " never")
                    : QStringLiteral("failed");
    };
    DuplicateScope part;
    part.folders = {m_photos / "sub"};
    scanAll(part);
    QCOMPARE(history(false), QStringLiteral("2 never"));
    scanAll();
    QCOMPARE(history(false), QStringLiteral("0 since"));
    QCOMPARE(history(true), QStringLiteral("2 never"));
    write("new.png", scene(2));
    VERIFY_RESULT(m_library->index({}, {}));
    open();
    QCOMPARE(history(false), QStringLiteral("1 since"));
    std::stop_source stop;
    stop.request_stop();
    VERIFY_RESULT(review().scan({}, {}, {}, stop.get_token()));
    QCOMPARE(history(false), QStringLiteral("1 since"));
    scanAll();
    QCOMPARE(history(false), QStringLiteral("0 since"));
}

void TestDuplicateReview::duplicatesOfSomePhotosAloneAreLookedFor()
{
    for (const unsigned seed : {1U, 2U, 3U}) {
        write(std::to_string(seed) + ".png", scene(seed));
        write(std::to_string(seed) + ".jpg", scene(seed), {cv::IMWRITE_JPEG_QUALITY, 50});
    }
    write("x/2.jpg", scene(2), {cv::IMWRITE_JPEG_QUALITY, 70});
    VERIFY_RESULT(m_library->addFolder(m_photos));
    m_added = true;
    VERIFY_RESULT(m_library->index({}, {}));
    const auto list = m_library->list({}, {});
    VERIFY_RESULT(list);
    DuplicateScope scope;
    for (std::size_t at = 0; at < (*list)->size(); ++at)
        if ((*list)->name(at) == "2.png")
            scope.photos = {(*list)->content(at)};
    scanAll(scope);
    QCOMPARE(texts(), Texts{"2.png: 2.jpg recompressed x/2.jpg recompressed"});
    const auto history = review().searchHistory(false);
    QVERIFY(history && !history->wasSearched);
    scope.folders = {m_photos / "x"}; // the photo is not in there
    scanAll(scope);
    QCOMPARE(m_verified, std::uint64_t{0});
    scanAll();
    QCOMPARE(groups().size(), std::size_t{3});
}

// Until the user has everything tried again.
void TestDuplicateReview::aPairThatEndedTheProgramIsListed()
{
    const fs::path a = write("a.png", scene(1));
    const fs::path b = write("b.jpg", scene(1), {cv::IMWRITE_JPEG_QUALITY, 50});
    write("c.jpg", scene(1), {cv::IMWRITE_JPEG_QUALITY, 90});
    VERIFY_RESULT(m_library->addFolder(m_photos));
    VERIFY_RESULT(m_library->index({}, {}));
    m_library.reset();
    {
        const auto catalog = Catalog::open(m_folder / "data" / "catalog.db");
        VERIFY_RESULT(catalog);
        const auto reader = (*catalog)->reader();
        VERIFY_RESULT(reader);
        std::map<ContentId, std::string> digests;
        for (const fs::path& path : {a, b}) {
            const auto file = (*reader)->fileByPath(path);
            VERIFY_RESULT(file);
            const auto content = (*reader)->content((*file)->content);
            VERIFY_RESULT(content);
            const auto digest = (*content)->hash.digest();
            digests[(*file)->content] = {digest.begin(), digest.end()};
        }
        std::string work(1, static_cast<char>(CrashGuard::Activity::Compare));
        for (const auto& [content, digest] : digests)
            work += digest;
        VERIFY_RESULT(
            (*catalog)->write([&](CatalogWriter& writer) { return writer.putCrash(work, 2); }));
    }
    open();
    const auto scanned = review().scan({}, {}, {}, {});
    VERIFY_RESULT(scanned);
    QCOMPARE(scanned->failed, std::uint64_t{1});
    QCOMPARE(scanned->failures.size(), std::size_t{1});
    const VerificationFailure& failure = scanned->failures.front();
    QCOMPARE((std::set{failure.first, failure.second}), (std::set{a, b}));
    QVERIFY(failure.error.message == kQuarantinedPair);
    VERIFY_RESULT(m_library->retryFailures());
    const auto again = review().scan({}, {}, {}, {});
    VERIFY_RESULT(again);
    QCOMPARE(again->failed, std::uint64_t{0});
    QVERIFY(again->failures.empty());
}

void TestDuplicateReview::aStoppedScanGoesOn()
{
    for (unsigned seed = 1; seed <= 12; ++seed) {
        write(std::to_string(seed) + "a.png", scene(seed));
        write(std::to_string(seed) + "b.jpg", scene(seed), {cv::IMWRITE_JPEG_QUALITY, 50});
    }
    VERIFY_RESULT(m_library->addFolder(m_photos));
    VERIFY_RESULT(m_library->index({}, {}));
    std::stop_source stop;
    const auto stopped = review().scan(
        {},
        [&](const Progress& progress) {
            if (progress.stage == Stage::Reading && progress.done > 0)
                stop.request_stop();
        },
        {}, stop.get_token());
    VERIFY_RESULT(stopped);
    QVERIFY(stopped->cancelled);
    open();
    const auto rest = review().scan({}, {}, {}, {});
    VERIFY_RESULT(rest);
    QCOMPARE(stopped->verified + rest->verified, std::uint64_t{12});
    QVERIFY(stopped->verified > 0);
    QCOMPARE(groups().size(), std::size_t{12});
}

void TestDuplicateReview::scopeAgainstAnotherFolder()
{
    write("archive/a.jpg", scene(1), {cv::IMWRITE_JPEG_QUALITY, 40});
    write("phone/a.png", scene(1));
    copy("phone/a.png", "phone/again.png");
    write("phone/b.png", scene(2));
    copy("phone/b.png", "phone/b2.png");
    DuplicateScope scope;
    scope.folders = {m_photos / "phone"};
    scope.referenceFolders = {m_photos / "archive"};
    scanAll(scope);
    // The archive's file stays although the phone's is better; what is twice on the phone alone is
    // another question.
    QCOMPARE(texts(scope),
             Texts{"archive/a.jpg: phone/a.png recompressed phone/again.png recompressed"});
    QVERIFY(groups(scope).front().members.front().isProtected);
    scope.referenceFolders.clear();
    scanAll(scope);
    QCOMPARE(texts(scope), (Texts{"phone/a.png: phone/again.png identical_file",
                                  "phone/b.png: phone/b2.png identical_file"}));
}

void TestDuplicateReview::matchesInOneFolderCanBeSkipped()
{
    write("one/a.png", scene(1));
    copy("one/a.png", "one/a2.png");
    copy("one/a.png", "two/a.png");
    write("one/b.png", scene(2));
    copy("one/b.png", "one/b2.png");
    DuplicateScope scope;
    scope.skipSameFolder = true;
    scanAll(scope);
    QCOMPARE(texts(scope), Texts{"one/a.png: two/a.png identical_file"});
    QCOMPARE(groups().size(), std::size_t{2});
}

void TestDuplicateReview::twoNamesOfOneFileAreNoCopies()
{
    write("a.png", scene(1));
    fs::create_hard_link(m_photos / "a.png", m_photos / "b.png");
    fs::create_symlink(m_photos / "a.png", m_photos / "c.png");
    scanAll();
    QCOMPARE(texts().join(QLatin1Char(';')), QString());
}

void TestDuplicateReview::decisionsAreRememberedAndRevocable()
{
    write("a.png", scene(1));
    write("b.jpg", scene(1), {cv::IMWRITE_JPEG_QUALITY, 50});
    write("c.png", scene(2));
    copy("c.png", "d.png");
    scanAll();
    QCOMPARE(groups().size(), std::size_t{2});
    std::vector<std::int64_t> ids;
    for (const DuplicateGroup& group : groups()) {
        const auto id = review().decide(DecisionKind::NotDuplicates, group);
        VERIFY_RESULT(id);
        ids.push_back(*id);
    }
    QCOMPARE(texts().join(QLatin1Char(';')), QString());
    fs::create_directories(m_photos / "elsewhere");
    fs::rename(m_photos / "b.jpg", m_photos / "elsewhere" / "e.jpg");
    m_encoder = std::make_shared<ColourEncoder>("another model");
    open();
    scanAll();
    QCOMPARE(texts().join(QLatin1Char(';')), QString());
    DuplicateScope all;
    all.includeDecided = true;
    QCOMPARE(groups(all).size(), std::size_t{2});

    const auto decisions = review().decisions();
    VERIFY_RESULT(decisions);
    QCOMPARE(decisions->size(), std::size_t{2});
    QVERIFY(std::ranges::any_of(*decisions, [&](const Decision& decision) {
        return std::ranges::find(decision.paths, m_photos / "elsewhere" / "e.jpg") !=
               decision.paths.end();
    }));
    for (const std::int64_t id : ids)
        VERIFY_RESULT(review().revoke(id));
    QCOMPARE(groups().size(), std::size_t{2});
    VERIFY_ERROR(review().revoke(ids.front()), ErrorCode::NotFound);
}

void TestDuplicateReview::aNewCopyBringsBackOnlyItself()
{
    write("a.png", scene(1));
    write("b.jpg", scene(1), {cv::IMWRITE_JPEG_QUALITY, 60});
    scanAll();
    VERIFY_RESULT(review().decide(DecisionKind::KeepBoth, groups().front()));
    write("c.jpg", scene(1), {cv::IMWRITE_JPEG_QUALITY, 30});
    scanAll();
    QCOMPARE(texts(), Texts{"a.png: c.jpg recompressed"});
    copy("a.png", "a2.png");
    scanAll();
    QCOMPARE(texts(), Texts{"a.png: a2.png identical_file c.jpg recompressed"});
}

void TestDuplicateReview::keeperRulesAndProtectedFolders()
{
    write("large.png", scene(1, 960, 720));
    cv::Mat half;
    cv::resize(scene(1, 960, 720), half, {}, 0.5, 0.5, cv::INTER_AREA);
    write("safe/small.png", half);
    scanAll();
    QCOMPARE(texts(), Texts{"large.png: safe/small.png resized"});
    VERIFY_RESULT(review().setProtected(m_photos / "safe", true));
    QCOMPARE(review().protectedFolders()->size(), std::size_t{1});
    QCOMPARE(texts(), Texts{"safe/small.png: large.png resized"});
    QVERIFY(groups().front().reasons.front() == KeeperRule::ProtectedFolder);
    QCOMPARE(groups().front().losses.size(), std::size_t{1});
    QCOMPARE(keeperLossText(groups().front().losses[0]),
             std::string("the higher resolution of large.png"));

    auto rules = *review().keeperRules();
    QCOMPARE(rules, defaultKeeperRules());
    std::swap(rules[0], rules[2]);
    VERIFY_RESULT(review().setKeeperRules(rules));
    open();
    QCOMPARE(*review().keeperRules(), rules);
    QCOMPARE(texts(), Texts{"large.png: safe/small.png resized"});
    QCOMPARE(groups().front().bytesToGain, std::uint64_t{0}); // nothing there may go
    rules.pop_back();
    VERIFY_ERROR(review().setKeeperRules(rules), ErrorCode::InvalidArgument);
    VERIFY_RESULT(review().setProtected(m_photos / "safe", false));
    QVERIFY(groups().front().bytesToGain > 0);
}

void TestDuplicateReview::aProtectedPhotoNeverGoes()
{
    write("large.png", scene(1, 960, 720));
    cv::Mat half;
    cv::resize(scene(1, 960, 720), half, {}, 0.5, 0.5, cv::INTER_AREA);
    write("small.png", half);
    scanAll();
    QCOMPARE(texts(), Texts{"large.png: small.png resized"});
    const auto before = suggestions();
    const FileId small = groups().front().members.back().file.id;
    const std::vector<FileId> photos{small};
    QCOMPARE(*review().setPhotosProtected(photos, true), photos);
    QVERIFY(review().setPhotosProtected(photos, true)->empty()); // already
    QCOMPARE(texts(), Texts{"small.png: large.png resized"});
    QVERIFY(groups().front().members.front().isProtected);
    // What was planned before is refused now.
    const auto report = review().moveToTrash(before, TrashAction::Trash, {}, {});
    VERIFY_RESULT(report);
    QCOMPARE(report->moved, std::uint64_t{0});
    QCOMPARE(report->items.front().refused->code, ErrorCode::PermissionDenied);
    QVERIFY(fs::exists(m_photos / "small.png"));
    // By what it holds: also under another name, and as a decision that can be revoked.
    fs::rename(m_photos / "small.png", m_photos / "renamed.png");
    scanAll();
    QCOMPARE(texts(), Texts{"renamed.png: large.png resized"});
    QCOMPARE(review().decisions()->front().kind, DecisionKind::Protect);
    VERIFY_RESULT(review().setProtected(m_photos / "renamed.png", false));
    QCOMPARE(texts(), Texts{"large.png: renamed.png resized"});
    VERIFY_RESULT(review().setProtected(m_photos / "renamed.png", true));
    VERIFY_RESULT(review().revoke(review().decisions()->front().id));
    QCOMPARE(texts(), Texts{"large.png: renamed.png resized"});
    VERIFY_ERROR(review().setPhotosProtected(std::vector{FileId(9999)}, true), ErrorCode::NotFound);
}

void TestDuplicateReview::trashAndUndo()
{
    for (unsigned seed = 1; seed <= 5; ++seed) {
        const std::string number = std::to_string(seed);
        write(number + ".png", scene(seed));
        copy(number + ".png", "copies/" + number + ".png");
        write("lossy/" + number + ".jpg", scene(seed), {cv::IMWRITE_JPEG_QUALITY, 50});
    }
    scanAll();
    const Contents before = tree();
    std::uint64_t bytes = 0;
    for (const DuplicateGroup& group : groups())
        bytes += group.bytesToGain;
    const auto report = review().moveToTrash(suggestions(), TrashAction::Trash, {}, {});
    VERIFY_RESULT(report);
    QCOMPARE(refused(*report), std::size_t{0});
    QCOMPARE(report->moved, std::uint64_t{10});
    QCOMPARE(report->bytes, bytes);
    QCOMPARE(tree().files.size(), std::size_t{5});
    QCOMPARE(texts().join(QLatin1Char(';')), QString()); // the catalog follows at once
    QCOMPARE(review().trashHistory(10)->size(), std::size_t{1});

    const auto undone = review().undo();
    VERIFY_RESULT(undone);
    QCOMPARE(undone->moved, std::uint64_t{10});
    QCOMPARE(tree(), before);
    QCOMPARE(groups().size(), std::size_t{5});
    const auto again = m_library->index({}, {});
    VERIFY_RESULT(again);
    QCOMPARE(again->embedded, std::uint64_t{0});
    VERIFY_ERROR(review().undo(), ErrorCode::NotFound);
    QVERIFY(review().trashHistory(10)->front().undone());
}

void TestDuplicateReview::marksFollowPhotosAndEndInTheTrash()
{
    write("a.png", scene(1));
    copy("a.png", "b.png");
    write("c.jpg", scene(1), {cv::IMWRITE_JPEG_QUALITY, 60});
    write("d.png", scene(2));
    copy("d.png", "e.png");
    scanAll();
    const auto goes = [this] {
        const auto stored = review().storedReview();
        std::set<std::string> names;
        for (const DuplicateGroup& group : groups()) {
            const auto marks = marksOf(group, stored->marks);
            for (std::size_t i = 0; i < marks.size(); ++i)
                if (marks[i] != nullptr && marks[i]->goes)
                    names.insert(name(group.members[i]));
        }
        return names;
    };
    std::vector<ReviewMark> marks;
    for (const DuplicateGroup& group : groups())
        for (const DuplicateMember& member : group.members) {
            const std::string file = name(member);
            marks.push_back({member.content.hash, member.file.path,
                             file == "b.png" || file == "c.jpg" || file == "e.png"});
        }
    VERIFY_RESULT(review().storeMarks(marks, {}));
    VERIFY_RESULT(review().storePlace(marks.front().content));
    open(); // another session
    QCOMPARE(goes(), (std::set<std::string>{"b.png", "c.jpg", "e.png"}));
    QCOMPARE(review().storedReview()->place, marks.front().content.hex());

    fs::create_directories(m_photos / "moved");
    fs::rename(m_photos / "b.png", m_photos / "moved" / "b.png");
    fs::rename(m_photos / "c.jpg", m_photos / "renamed.jpg");
    VERIFY_RESULT(m_library->index({}, {}));
    QCOMPARE(goes(), (std::set<std::string>{"moved/b.png", "renamed.jpg", "e.png"}));

    const std::vector<TrashSelection> selection{{{idOf("e.png")}, {idOf("d.png")}}};
    VERIFY_RESULT(review().moveToTrash(selection, TrashAction::Trash, {}, {}));
    VERIFY_RESULT(review().undo());
    QCOMPARE(goes(), (std::set<std::string>{"moved/b.png", "renamed.jpg"}));
    const std::vector<fs::path> unmarked{m_photos / "c.jpg"}; // where it was marked
    VERIFY_RESULT(review().storeMarks({}, unmarked));
    QCOMPARE(goes(), (std::set<std::string>{"moved/b.png"}));
    QVERIFY(m_library->verify()->empty());
}

void TestDuplicateReview::undoAfterARestart()
{
    write("a.png", scene(1));
    copy("a.png", "b.png");
    write("c.png", scene(2));
    copy("c.png", "d.png");
    scanAll();
    const Contents before = tree();
    for (const TrashSelection& one : suggestions())
        VERIFY_RESULT(review().moveToTrash({&one, 1}, TrashAction::Trash, {}, {}));
    QCOMPARE(tree().files.size(), std::size_t{2});
    open();
    QCOMPARE(review().trashHistory(10)->size(), std::size_t{2});
    VERIFY_RESULT(review().undo());
    open();
    VERIFY_RESULT(review().undo());
    QCOMPARE(tree(), before);
    QCOMPARE(groups().size(), std::size_t{2});
}

void TestDuplicateReview::aPreviewChangesNothing()
{
    write("a.png", scene(1));
    copy("a.png", "b.png");
    scanAll();
    const Contents before = tree();
    const auto report = review().preview(suggestions(), TrashAction::Trash);
    VERIFY_RESULT(report);
    QCOMPARE(report->moved, std::uint64_t{1});
    QCOMPARE(report->batch, std::int64_t{0});
    QCOMPARE(tree(), before);
    QVERIFY(review().trashHistory(10)->empty());
}

void TestDuplicateReview::whatWasNotVerifiedStays()
{
    write("a.png", scene(1));
    copy("a.png", "b.png");
    write("other.png", scene(2));
    copy("other.png", "other2.png");
    scanAll();
    const Contents before = tree();
    // The groups mixed up: neither is a copy of what is to stay.
    auto selection = suggestions();
    QCOMPARE(selection.size(), std::size_t{2});
    std::swap(selection[0].survivors, selection[1].survivors);
    // And nobody stays at all.
    selection.push_back({selection[0].victims, {}});
    const auto report = review().moveToTrash(selection, TrashAction::Trash, {}, {});
    VERIFY_RESULT(report);
    QCOMPARE(report->moved, std::uint64_t{0});
    QCOMPARE(refused(*report), report->items.size());
    QCOMPARE(tree(), before);
}

void TestDuplicateReview::whatChangedSinceTheScanStays()
{
    write("a.png", scene(1));
    copy("a.png", "b.png");
    write("c.png", scene(2));
    copy("c.png", "d.png");
    scanAll();
    const auto selection = suggestions();
    // One keeper and the other group's victim are edited after the scan.
    std::map<FileId, fs::path> paths;
    for (const DuplicateGroup& group : groups())
        for (const DuplicateMember& member : group.members)
            paths[member.file.id] = member.file.path;
    cv::imwrite(paths[selection[0].survivors[0]].string(), scene(7));
    cv::imwrite(paths[selection[1].victims[0]].string(), scene(8));
    const Contents before = tree();
    const auto report = review().moveToTrash(selection, TrashAction::Trash, {}, {});
    VERIFY_RESULT(report);
    QCOMPARE(report->moved, std::uint64_t{0});
    QCOMPARE(refused(*report), std::size_t{2});
    QCOMPARE(tree(), before);
}

void TestDuplicateReview::aProtectedFolderLosesNothing()
{
    write("a.png", scene(1));
    copy("a.png", "safe/b.png");
    scanAll();
    const auto selection = suggestions(); // made before the folder was protected
    VERIFY_RESULT(review().setProtected(m_photos / "safe", true));
    const Contents before = tree();
    const auto report = review().moveToTrash(selection, TrashAction::Trash, {}, {});
    VERIFY_RESULT(report);
    QCOMPARE(report->moved, std::uint64_t{0});
    QCOMPARE(tree(), before);
}

void TestDuplicateReview::linksTakeThePlaceOfIdenticalFiles()
{
    write("a.png", scene(1));
    copy("a.png", "b.png");
    write("c.jpg", scene(1), {cv::IMWRITE_JPEG_QUALITY, 50});
    scanAll();
    const Contents before = tree();
    const auto report = review().moveToTrash(suggestions(), TrashAction::ReplaceByLink, {}, {});
    VERIFY_RESULT(report);
    QCOMPARE(report->moved, std::uint64_t{1});
    QCOMPARE(refused(*report), std::size_t{1}); // a re-compressed copy is no identical file
    QCOMPARE(tree(), before);
    QCOMPARE(fs::hard_link_count(m_photos / "a.png"), std::uintmax_t{2});
    QCOMPARE(texts(), Texts{"a.png: c.jpg recompressed"});
    VERIFY_RESULT(review().undo());
    QCOMPARE(tree(), before);
    QCOMPARE(fs::hard_link_count(m_photos / "a.png"), std::uintmax_t{1});
    QCOMPARE(fs::hard_link_count(m_photos / "b.png"), std::uintmax_t{1});
}

void TestDuplicateReview::companionsStayUnlessTheUserSaysSo()
{
    write("a/x.png", scene(1));
    copy("a/x.png", "b/x.png");
    for (const char* name : {"a/x.png.json", "a/x.xmp", "b/x.png.supplemental-metadata.json"})
        note(name);
    scanAll();
    QCOMPARE(texts(), Texts{"a/x.png: b/x.png identical_file"});
    const Contents before = tree();
    const fs::path json = m_photos / "b/x.png.supplemental-metadata.json";
    const auto preview = review().preview(suggestions(), TrashAction::Trash);
    VERIFY_RESULT(preview);
    QCOMPARE(preview->items.size(), std::size_t{1});
    QCOMPARE(preview->items[0].staying.size(), std::size_t{1});
    QCOMPARE(preview->items[0].staying[0].file.path, json);
    QCOMPARE(preview->items[0].staying[0].kind, CompanionKind::Json);
    QVERIFY(preview->items[0].losses.empty()); // the kept one has a JSON file of its own

    TrashMode along;
    along.withCompanions = true;
    const auto more = review().preview(suggestions(), along);
    VERIFY_RESULT(more);
    QCOMPARE(more->items.size(), std::size_t{2});
    QVERIFY(more->items[0].staying.empty());
    QCOMPARE(more->items[1].path, json);
    QVERIFY(more->items[1].companion == CompanionKind::Json && !more->items[1].refused);
    QCOMPARE(tree(), before);

    const auto moved = review().moveToTrash(suggestions(), along, {}, {});
    VERIFY_RESULT(moved);
    QCOMPARE(moved->moved, std::uint64_t{1});
    QCOMPARE(moved->companions, std::uint64_t{1});
    QVERIFY(!fs::exists(json) && fs::exists(m_photos / "a/x.png.json"));
    VERIFY_RESULT(m_library->index({}, {}));
    const auto undone = review().undo();
    VERIFY_RESULT(undone);
    QCOMPARE(undone->moved, std::uint64_t{1});
    QCOMPARE(undone->companions, std::uint64_t{1});
    QCOMPARE(tree(), before);
    QCOMPARE(texts(), Texts{"a/x.png: b/x.png identical_file"});
    QCOMPARE(review().preview(suggestions(), along)->items.size(), std::size_t{2});

    const auto alone = review().moveToTrash(suggestions(), TrashAction::Trash, {}, {});
    VERIFY_RESULT(alone);
    QCOMPARE(alone->companions, std::uint64_t{0});
    QVERIFY(!fs::exists(m_photos / "b/x.png") && fs::exists(json));
}

void TestDuplicateReview::whatAnotherPhotoNeedsStays()
{
    write("a/x.png", scene(1));
    copy("a/x.png", "b/x.png");
    write("b/x.bmp", scene(2));
    for (const char* name : {"a/x.png.json", "a/x.xmp", "b/x.xmp"})
        note(name);
    scanAll();
    TrashMode along;
    along.withCompanions = true;
    const auto moved = review().moveToTrash(suggestions(), along, {}, {});
    VERIFY_RESULT(moved);
    QCOMPARE(moved->moved, std::uint64_t{1});
    QCOMPARE(moved->companions, std::uint64_t{0});
    QCOMPARE(moved->items[0].staying.size(), std::size_t{1});
    QVERIFY(!fs::exists(m_photos / "b/x.png") && fs::exists(m_photos / "b/x.xmp"));
}

void TestDuplicateReview::anEnlargementDoesNotBeatTheCamerasPhoto_data()
{
    QTest::addColumn<bool>("isEnlarged");
    QTest::addRow("an enlargement") << true;
    QTest::addRow("the original that lost what it said") << false;
}

void TestDuplicateReview::anEnlargementDoesNotBeatTheCamerasPhoto()
{
    QFETCH(bool, isEnlarged);
    const cv::Mat original = scene(1, 960, 720);
    cv::Mat half;
    cv::resize(original, half, {}, 0.5, 0.5, cv::INTER_AREA);
    cv::Mat large = original;
    if (isEnlarged)
        cv::resize(half, large, {}, 2, 2, cv::INTER_CUBIC);
    std::vector<unsigned char> bytes;
    QVERIFY(cv::imencode(".jpg", half, bytes, {cv::IMWRITE_JPEG_QUALITY, 92}));
    const FileBytes signedJpeg =
        withXmp(bytes,
                "xmlns:tiff='http://ns.adobe.com/tiff/1.0/' tiff:Make='Canon'"
                " xmlns:exif='http://ns.adobe.com/exif/1.0/'"
                " exif:DateTimeOriginal='2019-05-12T10:15:30'",
                "");
    std::ofstream(m_photos / "IMG_1.jpg", std::ios::binary)
        .write(reinterpret_cast<const char*>(signedJpeg.data()),
               static_cast<std::streamsize>(signedJpeg.size()));
    write("IMG_1_x2.jpg", large, {cv::IMWRITE_JPEG_QUALITY, 92});
    scanAll();
    QCOMPARE(groups().size(), std::size_t{1});
    const DuplicateGroup group = groups().front();
    QCOMPARE(name(group.members.front()), std::string(isEnlarged ? "IMG_1.jpg" : "IMG_1_x2.jpg"));
    const bool isPixelsLost = std::ranges::any_of(
        group.losses, [](const KeeperLoss& loss) { return loss.kind == KeeperLossKind::Pixels; });
    QVERIFY(!isPixelsLost);
}

void TestDuplicateReview::theOneThatCarriesMostStaysAndTheRestIsNamed()
{
    std::vector<unsigned char> bytes;
    QVERIFY(cv::imencode(".jpg", scene(1), bytes, {cv::IMWRITE_JPEG_QUALITY, 92}));
    const auto put = [&](const char* file, const std::string& keyword, const std::string& title) {
        const FileBytes jpeg = withXmp(bytes, "xmlns:dc='http://purl.org/dc/elements/1.1/'",
                                       "<dc:subject><rdf:Bag><rdf:li>" + keyword +
                                           "</rdf:li></rdf:Bag></dc:subject><dc:title><rdf:Alt>"
                                           "<rdf:li xml:lang='x-default'>" +
                                           title + "</rdf:li></rdf:Alt></dc:title>");
        std::ofstream(m_photos / file, std::ios::binary)
            .write(reinterpret_cast<const char*>(jpeg.data()),
                   static_cast<std::streamsize>(jpeg.size()));
    };
    put("IMG_0001.jpg", "lake", "");
    put("copy of it.jpg", "sea", "Summer");
    scanAll();
    QCOMPARE(texts(), Texts{"copy of it.jpg: IMG_0001.jpg identical_pixels"});
    QCOMPARE(groups().front().losses.size(), std::size_t{1});
    QCOMPARE(keeperLossText(groups().front().losses[0]),
             std::string("the keywords of IMG_0001.jpg (lake)"));
    const auto preview = review().preview(suggestions(), TrashAction::Trash);
    VERIFY_RESULT(preview);
    QCOMPARE(preview->items[0].losses.size(), std::size_t{1});
    QCOMPARE(keeperLossText(preview->items[0].losses[0]),
             std::string("the keywords of IMG_0001.jpg (lake)"));
}

void TestDuplicateReview::whatCopiesCarryIsMergedOntoTheKeeper()
{
    write("a.png", scene(1));
    copy("a.png", "other/a.png");
    std::vector<unsigned char> jpeg;
    QVERIFY(cv::imencode(".jpg", scene(1), jpeg, {cv::IMWRITE_JPEG_QUALITY, 80}));
    writeDescribed("b.jpg", jpeg,
                   keywords({"lake", "Oma"}) +
                       "<xmp:Rating>4</xmp:Rating>"
                       "<exif:GPSLatitude>48,30.0N</exif:GPSLatitude>"
                       "<exif:GPSLongitude>2,15.0E</exif:GPSLongitude>"
                       "<mediapro:CatalogSets><rdf:Bag><rdf:li>Holiday</rdf:li></rdf:Bag>"
                       "</mediapro:CatalogSets>");
    std::ofstream(m_photos / "b.jpg.xmp")
        << sidecar(keywords({"swim"}) + "<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>At last"
                                        "</rdf:li></rdf:Alt></dc:title>");
    writeDescribed("c.jpg", jpeg, keywords({"lake", "boat"}) + "<xmp:Rating>2</xmp:Rating>");
    scanAll();
    const Contents before = tree();
    const std::vector selection{
        TrashSelection{{idOf("b.jpg"), idOf("c.jpg")}, {idOf("a.png"), idOf("other/a.png")}}};
    const auto without = review().preview(selection, TrashAction::Trash);
    VERIFY_RESULT(without);
    QVERIFY(without->sidecars.empty());
    const auto preview = review().preview(selection, merging());
    VERIFY_RESULT(preview);
    QCOMPARE(refused(*preview), std::size_t{0});
    QCOMPARE(preview->sidecars.size(), std::size_t{1});
    QCOMPARE(preview->sidecars[0].path, m_photos / "a.png.xmp");
    QCOMPARE(preview->sidecars[0].keeper, m_photos / "a.png");
    QVERIFY(preview->sidecars[0].fields ==
            (std::vector{MergedField::Keywords, MergedField::Albums, MergedField::Rating,
                         MergedField::Title, MergedField::Place}));
    QCOMPARE(preview->items[0].mergedInto, m_photos / "a.png.xmp");
    QVERIFY(std::ranges::any_of(without->items[0].losses, [](const KeeperLoss& loss) {
        return loss.kind == KeeperLossKind::Keywords;
    }));
    for (const KeeperLoss& loss : preview->items[0].losses)
        QCOMPARE(loss.kind, KeeperLossKind::SidecarBeside);
    QCOMPARE(tree(), before);

    const auto moved = review().moveToTrash(selection, merging(), {}, {});
    VERIFY_RESULT(moved);
    QCOMPARE(moved->moved, std::uint64_t{2});
    QVERIFY(!moved->sidecars.at(0).refused);
    const DescriptiveMetadata merged = described("a.png.xmp");
    QCOMPARE(merged.list(WordList::Subject),
             (std::vector<std::string>{"Oma", "boat", "lake", "swim"}));
    QCOMPARE(merged.list(WordList::CatalogSets), std::vector<std::string>{"Holiday"});
    QCOMPARE(merged.title, std::string("At last"));
    QVERIFY(merged.rating == 4 && merged.place);
    QVERIFY(readFile(m_photos / "a.png") == before.files.at((m_photos / "a.png").string()));

    // The catalog knows the sidecar at once, and after a scan: where its photo goes it is named,
    // and what it says is taken over again.
    for (const bool scanned : {false, true}) {
        if (scanned)
            VERIFY_RESULT(m_library->index({}, {}));
        const auto next = review().preview(
            std::vector{TrashSelection{{idOf("a.png")}, {idOf("other/a.png")}}}, merging());
        VERIFY_RESULT(next);
        QCOMPARE(next->items.at(0).staying.size(), std::size_t{1});
        QCOMPARE(next->items[0].staying[0].file.path, m_photos / "a.png.xmp");
        QCOMPARE(next->sidecars.at(0).path, m_photos / "other/a.png.xmp");
    }
    const auto undone = review().undo();
    VERIFY_RESULT(undone);
    QCOMPARE(undone->moved, std::uint64_t{2});
    QCOMPARE(undone->sidecars.size(), std::size_t{1});
    QVERIFY(!undone->sidecars[0].refused);
    QCOMPARE(tree(), before);
    const auto after = review().preview(
        std::vector{TrashSelection{{idOf("a.png")}, {idOf("other/a.png")}}}, merging());
    VERIFY_RESULT(after);
    QVERIFY(after->items.at(0).staying.empty() && after->sidecars.empty());
}

void TestDuplicateReview::aSidecarInUseIsAddedTo()
{
    write("a.png", scene(1));
    const std::string note = sidecar(keywords({"zoo"}) + "<xmp:Rating>5</xmp:Rating>"
                                                         "<dc:source>from the attic</dc:source>");
    std::ofstream(m_photos / "a.xmp") << note; // as Lightroom names it
    std::vector<unsigned char> jpeg;
    QVERIFY(cv::imencode(".jpg", scene(1), jpeg, {cv::IMWRITE_JPEG_QUALITY, 80}));
    writeDescribed("b.jpg", jpeg, keywords({"lake"}) + "<xmp:Rating>3</xmp:Rating>");
    scanAll();
    const Contents before = tree();
    const std::vector selection{TrashSelection{{idOf("b.jpg")}, {idOf("a.png")}}};
    const auto moved = review().moveToTrash(selection, merging(), {}, {});
    VERIFY_RESULT(moved);
    QCOMPARE(moved->moved, std::uint64_t{1});
    QCOMPARE(moved->sidecars.at(0).path, m_photos / "a.xmp");
    QVERIFY(moved->sidecars[0].replaces);
    QVERIFY(moved->sidecars[0].fields == std::vector{MergedField::Keywords});
    QVERIFY(described("a.xmp").list(WordList::Subject) ==
            (std::vector<std::string>{"zoo", "lake"}));
    QVERIFY(described("a.xmp").rating == 5);
    const FileBytes bytes = readFile(m_photos / "a.xmp");
    QVERIFY(std::string(bytes.begin(), bytes.end()).find("from the attic") != std::string::npos);
    QVERIFY(!fs::exists(m_photos / "a.png.xmp"));
    VERIFY_RESULT(review().undo());
    QCOMPARE(tree(), before);

    // The keeper carries all of it now: nothing is written, and nothing is in the way.
    std::ofstream(m_photos / "a.xmp")
        << sidecar(keywords({"zoo", "lake"}) + "<xmp:Rating>5</xmp:Rating>");
    VERIFY_RESULT(m_library->index({}, {}));
    const auto again = review().moveToTrash(selection, merging(), {}, {});
    VERIFY_RESULT(again);
    QCOMPARE(again->moved, std::uint64_t{1});
    QVERIFY(again->sidecars.empty());
    VERIFY_RESULT(review().undo());

    // What lies beside a raw file, too, may be about that: it is left alone.
    std::ofstream(m_photos / "a.xmp") << note;
    copy("b.jpg", "a.jpg");
    VERIFY_RESULT(m_library->index({}, {}));
    const auto beside = review().preview(selection, merging());
    VERIFY_RESULT(beside);
    QCOMPARE(beside->sidecars.at(0).path, m_photos / "a.png.xmp");
}

void TestDuplicateReview::whereNothingCanBeMergedTheCopyStays()
{
    std::vector<unsigned char> jpeg;
    for (const std::string folder : {"one/", "two/"}) {
        const unsigned seed = folder == "one/" ? 1 : 2;
        write(folder + "a.png", scene(seed));
        QVERIFY(cv::imencode(".jpg", scene(seed), jpeg, {cv::IMWRITE_JPEG_QUALITY, 80}));
        writeDescribed(folder + "b.jpg", jpeg, keywords({"lake"}));
    }
    std::ofstream(m_photos / "one/a.png.xmp") << "no XMP";
    scanAll();
    const Contents before = tree();
    const auto preview = review().preview(suggestions(), merging());
    VERIFY_RESULT(preview);
    QCOMPARE(refused(*preview), std::size_t{1});
    const auto moved = review().moveToTrash(suggestions(), merging(), {}, {});
    VERIFY_RESULT(moved);
    QCOMPARE(moved->moved, std::uint64_t{1});
    for (const ReportedFile& item : moved->items) {
        const bool isFirst = item.path == m_photos / "one/b.jpg";
        QCOMPARE(item.refused.has_value(), isFirst);
        QCOMPARE(fs::exists(item.path), isFirst);
        if (isFirst)
            QVERIFY(
                item.refused->code == ErrorCode::Broken &&
                item.refused->message.english().starts_with("What it carries cannot be kept: "));
    }
    QVERIFY(readFile(m_photos / "one/a.png.xmp") ==
            before.files.at((m_photos / "one/a.png.xmp").string()));
    VERIFY_RESULT(review().undo());
    QCOMPARE(tree(), before);
    // Links and moves without the wish do not ask for it.
    QCOMPARE(refused(*review().preview(suggestions(), TrashAction::Trash)), std::size_t{0});
}

void TestDuplicateReview::aligningShowsTheSameScene()
{
    const cv::Mat original = scene(1, 960, 720);
    write("a.png", original);
    write("crop.png", original(cv::Rect(120, 80, 720, 560)));
    scanAll();
    QCOMPARE(texts(), Texts{"a.png: crop.png cropped"});
    const DuplicateGroup group = groups().front();
    const auto pair = review().align(group.members[0].file.id, group.members[1].file.id,
                                     group.members[1].evidence, 480);
    VERIFY_RESULT(pair);
    QCOMPARE(pair->first.width, 480);
    QCOMPARE(pair->second.width, 480);
    QCOMPARE(pair->second.height, pair->first.height);
    // The middle of both is the same place.
    const int x = pair->first.width / 2;
    const int y = pair->first.height / 2;
    int sum = 0;
    for (int dy = -20; dy < 20; ++dy)
        for (int dx = -20; dx < 20; ++dx)
            for (int c = 0; c < 3; ++c)
                sum += std::abs(int{pair->first.row(y + dy)[3 * (x + dx) + c]} -
                                int{pair->second.row(y + dy)[3 * (x + dx) + c]});
    QVERIFY2(sum / (40 * 40 * 3) < 8, qPrintable(QString::number(sum / (40 * 40 * 3))));
}

QTEST_GUILESS_MAIN(TestDuplicateReview)
#include "tst_duplicate_review.moc"
