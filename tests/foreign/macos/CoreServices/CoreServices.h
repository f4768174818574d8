// SPDX-License-Identifier: GPL-3.0-or-later
// What core/watch/fsevents_macos.cpp calls, declared as Apple documents it. Its headers are only on
// macOS, and this stands in for them where the source is compiled on Linux.
#pragma once

#include <dispatch/dispatch.h>

#include <cstddef>
#include <cstdint>

using CFTypeRef = const void*;
using CFAllocatorRef = const struct __CFAllocator*;
using CFStringRef = const struct __CFString*;
using CFArrayRef = const struct __CFArray*;
using CFTimeInterval = double;
using FSEventStreamRef = struct __FSEventStream*;
using ConstFSEventStreamRef = const struct __FSEventStream*;
using FSEventStreamEventFlags = std::uint32_t;
using FSEventStreamEventId = std::uint64_t;

struct CFArrayCallBacks;
struct FSEventStreamContext {
    long version;
    void* info;
    const void* (*retain)(const void*);
    void (*release)(const void*);
    CFStringRef (*copyDescription)(const void*);
};
using FSEventStreamCallback = void (*)(ConstFSEventStreamRef, void*, std::size_t, void*,
                                       const FSEventStreamEventFlags*, const FSEventStreamEventId*);

inline constexpr FSEventStreamEventId kFSEventStreamEventIdSinceNow = ~0ULL;
enum : std::uint32_t {
    kFSEventStreamCreateFlagNoDefer = 0x2,
    kFSEventStreamCreateFlagWatchRoot = 0x4,
    kFSEventStreamCreateFlagFileEvents = 0x10,
};
enum : std::uint32_t {
    kFSEventStreamEventFlagMustScanSubDirs = 0x1,
    kFSEventStreamEventFlagUserDropped = 0x2,
    kFSEventStreamEventFlagKernelDropped = 0x4,
    kFSEventStreamEventFlagRootChanged = 0x20,
    kFSEventStreamEventFlagMount = 0x40,
    kFSEventStreamEventFlagUnmount = 0x80,
    kFSEventStreamEventFlagItemCreated = 0x100,
    kFSEventStreamEventFlagItemRenamed = 0x800,
    kFSEventStreamEventFlagItemModified = 0x1000,
    kFSEventStreamEventFlagItemIsDir = 0x20000,
};

extern "C" {
extern const CFArrayCallBacks kCFTypeArrayCallBacks;
void CFRelease(CFTypeRef);
CFStringRef CFStringCreateWithFileSystemRepresentation(CFAllocatorRef, const char*);
CFArrayRef CFArrayCreate(CFAllocatorRef, const void**, long, const CFArrayCallBacks*);
FSEventStreamRef FSEventStreamCreate(CFAllocatorRef, FSEventStreamCallback, FSEventStreamContext*,
                                     CFArrayRef, FSEventStreamEventId, CFTimeInterval,
                                     std::uint32_t);
void FSEventStreamSetDispatchQueue(FSEventStreamRef, dispatch_queue_t);
unsigned char FSEventStreamStart(FSEventStreamRef);
void FSEventStreamStop(FSEventStreamRef);
void FSEventStreamInvalidate(FSEventStreamRef);
void FSEventStreamRelease(FSEventStreamRef);
}
