// SPDX-License-Identifier: GPL-3.0-or-later
// Moves, copies and undoes on Windows, or in Wine: moves_check FOLDER, which is empty. Qt Test is
// not to be had there. Each line that is printed is a failure.
#include "core/base/path_bytes.h"
#include "core/files/content_hash.h"
#include "core/files/transfer/transfer.h"

#define XXH_STATIC_LINKING_ONLY
#define XXH_IMPLEMENTATION
#include <xxhash.h>

// clang-format off
#include <windows.h>
#include <bcrypt.h> // needs the types of windows.h
// clang-format on
#include <openssl/evp.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

// The part of OpenSSL that hashes contents, by Windows itself.
extern "C" {
struct evp_md_ctx_st {
    BCRYPT_ALG_HANDLE algorithm = nullptr;
    BCRYPT_HASH_HANDLE hash = nullptr;
};
EVP_MD_CTX* EVP_MD_CTX_new()
{
    return new evp_md_ctx_st;
}
void EVP_MD_CTX_free(EVP_MD_CTX* context)
{
    if (context != nullptr && context->hash != nullptr)
        BCryptDestroyHash(context->hash);
    if (context != nullptr && context->algorithm != nullptr)
        BCryptCloseAlgorithmProvider(context->algorithm, 0);
    delete context;
}
const EVP_MD* EVP_sha256()
{
    return nullptr;
}
int EVP_DigestInit_ex(EVP_MD_CTX* context, const EVP_MD*, ENGINE*)
{
    return BCryptOpenAlgorithmProvider(&context->algorithm, BCRYPT_SHA256_ALGORITHM, nullptr, 0) ==
               0 &&
           BCryptCreateHash(context->algorithm, &context->hash, nullptr, 0, nullptr, 0, 0) == 0;
}
int EVP_DigestUpdate(EVP_MD_CTX* context, const void* bytes, std::size_t size)
{
    return BCryptHashData(context->hash, static_cast<PUCHAR>(const_cast<void*>(bytes)),
                          static_cast<ULONG>(size), 0) == 0;
}
int EVP_DigestFinal_ex(EVP_MD_CTX* context, unsigned char* digest, unsigned*)
{
    return BCryptFinishHash(context->hash, digest, 32, 0) == 0;
}
}

using namespace lookalike;
namespace fs = std::filesystem;

namespace {

int failures = 0;

void check(bool holds, const char* what, int line)
{
    if (holds)
        return;
    ++failures;
    std::printf("line %d: %s\n", line, what);
}
#define CHECK(condition) check((condition), #condition, __LINE__)

fs::path write(const fs::path& file, const std::string& text)
{
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
    return file;
}

std::string textOf(const fs::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

TransferTask taskOf(const fs::path& file)
{
    const std::string text = textOf(file);
    TransferTask task;
    task.photo.path = file;
    if (const auto stamp = statFile(file))
        task.photo.stamp = *stamp;
    task.photo.content = hashContent({text.begin(), text.end()});
    return task;
}

class Moves {
public:
    explicit Moves(fs::path root)
        : m_root(std::move(root))
        , from(m_root / "from")
        , to(m_root / "to")
    {
        fs::create_directories(from);
        fs::create_directories(to);
        open();
    }

    void open()
    {
        m_transfer.reset();
        auto opened = Transfer::open(m_root / "moves.journal");
        if (!opened) {
            std::printf("no journal: %s\n", opened.error().text().c_str());
            std::exit(1);
        }
        m_transfer = std::move(*opened);
    }

    TransferOutcome run(TransferKind kind, const TransferTask& task,
                        const std::vector<fs::path>& kept = {})
    {
        auto outcome = m_transfer->run(kind, {&task, 1}, to, kept);
        if (outcome)
            return std::move(*outcome);
        std::printf("not run: %s\n", outcome.error().text().c_str());
        return {};
    }
    TransferOutcome move(const fs::path& file) { return run(TransferKind::Move, taskOf(file)); }
    Transfer& transfer() { return *m_transfer; }

private:
    const fs::path m_root;
    std::unique_ptr<Transfer> m_transfer;

public:
    const fs::path from;
    const fs::path to;
};

bool isDone(const TransferOutcome& outcome)
{
    for (const TransferredFile& file : outcome.files)
        if (file.error)
            std::printf("    %s\n", file.error->text().c_str());
    return outcome.photos == 1;
}

ErrorCode codeOf(const TransferOutcome& outcome)
{
    return !outcome.files.empty() && outcome.files.front().error ? outcome.files.front().error->code
                                                                 : ErrorCode::Internal;
}

void moveAndUndo(Moves& moves)
{
    const fs::path photo = write(moves.from / pathFromBytes("Müller 写真.jpg"), "one");
    const auto outcome = moves.move(photo);
    CHECK(isDone(outcome));
    CHECK(!fs::exists(photo));
    CHECK(textOf(moves.to / photo.filename()) == "one");
    CHECK(outcome.files.front().target == moves.to / photo.filename());
    moves.open(); // what was done is in the journal
    CHECK(moves.transfer().history().size() == 1);
    fs::remove_all(moves.from); // and comes back into a folder that is made again
    const auto back = moves.transfer().undo(outcome.batch);
    CHECK(back && isDone(*back));
    CHECK(textOf(photo) == "one");
    CHECK(!fs::exists(moves.to / photo.filename()));
}

void longPath(Moves& moves)
{
    fs::path folder = moves.from;
    for (int i = 0; i < 6; ++i)
        folder /= std::string(50, 'f');
    const fs::path prefixed = L"\\\\?\\" + folder.native();
    fs::create_directories(prefixed);
    const fs::path photo = write(prefixed / "long.jpg", "long");
    TransferTask task = taskOf(photo);
    task.photo.path = folder / "long.jpg";
    const auto outcome = moves.run(TransferKind::Move, task);
    // Only a program with longPathAware in its manifest opens it; the others say so and leave it.
    CHECK(outcome.photos == 1 ? textOf(moves.to / "long.jpg") == "long" : textOf(photo) == "long");
}

void takenNames(Moves& moves)
{
    write(moves.to / "taken.jpg", "stays");
    const auto numbered = moves.move(write(moves.from / "taken.jpg", "comes"));
    CHECK(isDone(numbered));
    CHECK(textOf(moves.to / "taken.jpg") == "stays");
    CHECK(textOf(moves.to / "taken (2).jpg") == "comes");
    const fs::path same = write(moves.from / "taken.jpg", "stays");
    CHECK(codeOf(moves.move(same)) == ErrorCode::Conflict);
    CHECK(textOf(same) == "stays");
    // Undo replaces nothing either.
    const auto back = moves.transfer().undo(numbered.batch);
    CHECK(back && codeOf(*back) == ErrorCode::Conflict);
    CHECK(textOf(same) == "stays");
    CHECK(textOf(moves.to / "taken (2).jpg") == "comes");
}

void copies(Moves& moves)
{
    const fs::path photo = write(moves.from / "copied.jpg", std::string(200'000, 'c'));
    const auto outcome = moves.run(TransferKind::Copy, taskOf(photo));
    CHECK(isDone(outcome));
    CHECK(textOf(moves.to / "copied.jpg") == textOf(photo));
    CHECK(fs::last_write_time(moves.to / "copied.jpg") == fs::last_write_time(photo));
    const auto back = moves.transfer().undo(outcome.batch);
    CHECK(back && isDone(*back));
    CHECK(!fs::exists(moves.to / "copied.jpg"));
    CHECK(fs::exists(photo));
}

void refused(Moves& moves)
{
    const fs::path photo = write(moves.from / "refused.jpg", "before");
    const TransferTask task = taskOf(photo);
    CHECK(codeOf(moves.run(TransferKind::Move, task, {moves.from})) == ErrorCode::PermissionDenied);
    write(photo, "after, and longer");
    CHECK(codeOf(moves.run(TransferKind::Move, task)) == ErrorCode::Changed);
    CHECK(textOf(photo) == "after, and longer");
    // A stream of a file is no file in a folder.
    TransferTask stream = taskOf(photo);
    stream.photo.path += ":stream";
    CHECK(moves.run(TransferKind::Move, stream).photos == 0);
    // One that a program holds without sharing it stays.
    const HANDLE held = CreateFileW(photo.c_str(), GENERIC_READ, FILE_SHARE_READ, nullptr,
                                    OPEN_EXISTING, 0, nullptr);
    const auto outcome = moves.move(photo);
    CHECK(outcome.photos == 0);
    CloseHandle(held);
    CHECK(textOf(photo) == "after, and longer");
    CHECK(isDone(moves.move(photo)));
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 2)
        return 2;
    Moves moves(argv[1]);
    moveAndUndo(moves);
    longPath(moves);
    takenNames(moves);
    copies(moves);
    refused(moves);
    std::printf("%d failures\n", failures);
    return failures == 0 ? 0 : 1;
}
