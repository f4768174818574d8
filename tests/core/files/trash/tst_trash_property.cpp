// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/files/trash/memory_system.h"
#include "tests/core/files/trash/trash_tree.h"

#include <memory>
#include <random>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

constexpr const char* kContents[] = {"one", "two"};
const ContentHash kHashes[] = {hashOf("one"), hashOf("two")};

struct Photo {
    std::string path;
    std::uint64_t node = 0;
    int content = 0;
    bool isProtected = false;
};

// A few photos, some of one content, some hard links of one another, some protected.
std::vector<Photo> randomPhotos(MemorySystem& system, std::mt19937& random)
{
    std::vector<Photo> photos;
    const std::size_t count = 2 + random() % 3;
    for (std::size_t i = 0; i < count; ++i) {
        Photo photo;
        photo.isProtected = random() % 6 == 0;
        photo.content = random() % 4 == 0 ? 1 : 0;
        const std::string folder = photo.isProtected ? "/photos/safe" : "/photos";
        const std::string name(1, static_cast<char>('a' + i));
        photo.path = folder + "/" + name;
        const std::size_t other = random() % 8;
        if (other < photos.size()) {
            photo.content = photos[other].content;
            photo.node = photos[other].node;
            system.makeLink(photo.node, folder, name);
        } else {
            photo.node = system.makeFile(folder, name, kContents[photo.content]);
        }
        photos.push_back(photo);
    }
    return photos;
}

ExpectedFile expected(const MemorySystem& system, const Photo& photo, std::mt19937& random)
{
    // Now and then, the catalog is wrong about the content.
    const int content = random() % 30 == 0 ? 1 - photo.content : photo.content;
    return {photo.path, system.stampOf(photo.node), kHashes[content]};
}

std::vector<TrashTask> randomTasks(const MemorySystem& system, const std::vector<Photo>& photos,
                                   std::mt19937& random)
{
    std::vector<TrashTask> tasks(1 + random() % 2);
    for (TrashTask& task : tasks) {
        task.linkInPlace = random() % 4 == 0;
        const bool selectAll = random() % 4 == 0;
        for (const Photo& photo : photos) {
            const auto choice = selectAll ? 0 : random() % 4;
            if (choice <= 1)
                task.victims.push_back(expected(system, photo, random));
            if (choice >= 1 && choice <= 2)
                task.survivors.push_back(expected(system, photo, random));
        }
    }
    return tasks;
}

// What must hold after a run; empty if it does.
std::string broken(const MemorySystem& system, const std::vector<Photo>& photos,
                   const std::vector<TrashTask>& tasks, const TrashOutcome& outcome)
{
    std::size_t index = 0;
    for (const TrashTask& task : tasks) {
        for (const ExpectedFile& victim : task.victims) {
            const FileOutcome& file = outcome.files[index++];
            if (file.place != FilePlace::Trash)
                continue;
            bool kept = false;
            for (const ExpectedFile& survivor : task.survivors) {
                const std::uint64_t node = system.at(survivor.path.native());
                kept =
                    kept || (node != 0 && system.stampOf(node).identity != victim.stamp.identity &&
                             system.stampOf(node).identity == survivor.stamp.identity &&
                             system.read_.contains(node));
            }
            if (!kept)
                return "no verified survivor of " + victim.path.native();
        }
    }
    for (const Photo& photo : photos) {
        if (photo.isProtected && system.at(photo.path) != photo.node)
            return "a protected file is gone: " + photo.path;
        if (system.linksOf(photo.node) == 0)
            return "a content is lost: " + photo.path;
    }
    return {};
}

} // namespace

// If this fails, there is a selection that takes the last copy of a photo.
class TestTrashProperty : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void noSequenceEndsWithoutAVerifiedSurvivor();
    void realFilesKeepEveryContent();
};

void TestTrashProperty::noSequenceEndsWithoutAVerifiedSurvivor()
{
    constexpr int kSequences = 1'000'000;
    const std::vector<fs::path> protectedFolders{"/photos/safe"};
    std::mt19937 random(1);
    MemorySystem system;
    std::uint64_t moved = 0, refused = 0, undone = 0;
    for (int sequence = 0; sequence < kSequences; ++sequence) {
        system.clear();
        system.makeFolders("/photos/safe");
        system.makeFolders("/data/Trash/files");
        system.makeFolders("/data/Trash/info");
        const std::vector<Photo> photos = randomPhotos(system, random);
        auto trash = Trash::open("/journal", &system);
        VERIFY_RESULT(trash);
        const std::size_t steps = 1 + random() % 2;
        for (std::size_t step = 0; step < steps; ++step) {
            system.read_.clear();
            const auto tasks = randomTasks(system, photos, random);
            const TrashOutcome outcome = (*trash)->run(tasks, protectedFolders);
            const std::string wrong = broken(system, photos, tasks, outcome);
            QVERIFY2(wrong.empty(), (wrong + " in " + std::to_string(sequence)).c_str());
            moved += outcome.moved;
            refused += outcome.files.size() - outcome.moved;
            if (outcome.batch != 0 && random() % 2 == 0) {
                const auto back = (*trash)->undo(outcome.batch);
                VERIFY_RESULT(back);
                undone += back->moved;
                for (const FileOutcome& file : back->files)
                    QVERIFY2(!file.error, file.error ? file.error->text().c_str() : "");
            }
        }
        while (const auto batch = lastBatch(**trash)) {
            const auto back = (*trash)->undo(*batch);
            VERIFY_RESULT(back);
            QVERIFY2(back->moved == back->files.size(), std::to_string(sequence).c_str());
        }
        for (const Photo& photo : photos)
            QVERIFY2(system.at(photo.path) == photo.node, photo.path.c_str());
    }
    QVERIFY(moved > kSequences / 10 && refused > kSequences / 10 && undone > kSequences / 20);
}

// The same with real files: whatever is selected, every content is still in the photos' folder.
void TestTrashProperty::realFilesKeepEveryContent()
{
    std::mt19937 random(2);
    std::uint64_t moved = 0;
    for (int run = 0; run < 300; ++run) {
        TrashTree tree(true);
        std::vector<fs::path> files;
        const std::size_t count = 2 + random() % 5;
        for (std::size_t i = 0; i < count; ++i) {
            const std::string name = std::to_string(i) + ".jpg";
            if (random() % 4 == 0 && !files.empty()) {
                files.push_back(tree.photos() / name);
                fs::create_hard_link(files[random() % (files.size() - 1)], files.back());
            } else {
                files.push_back(tree.write(name, kContents[random() % 2]));
            }
        }
        const auto before = TrashTree::contents(tree.photos());
        auto trash = Trash::open(tree.journal());
        VERIFY_RESULT(trash);
        // Groups of one content, as a scan for identical files finds them; any choice of victims.
        std::vector<TrashTask> tasks;
        for (const char* content : kContents) {
            TrashTask task;
            task.linkInPlace = random() % 3 == 0;
            const bool all = random() % 3 == 0;
            for (const fs::path& file : files) {
                if (readText(file) != content)
                    continue;
                if (all || random() % 2 == 0)
                    task.victims.push_back(expectedFile(file));
                if (all || random() % 2 == 0)
                    task.survivors.push_back(expectedFile(file));
            }
            tasks.push_back(std::move(task));
        }
        moved += (*trash)->run(tasks, {}).moved;
        const auto after = TrashTree::contents(tree.photos());
        QCOMPARE(after.size(), before.size());
        while (const auto batch = lastBatch(**trash))
            QVERIFY((*trash)->undo(*batch)->moved > 0);
        QCOMPARE(TrashTree::contents(tree.photos()), before);
    }
    QVERIFY2(moved > 100, std::to_string(moved).c_str());
}

QTEST_GUILESS_MAIN(TestTrashProperty)
#include "tst_trash_property.moc"
