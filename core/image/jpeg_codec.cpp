// SPDX-License-Identifier: GPL-3.0-or-later
// JPEG through libjpeg-turbo directly: its warnings distinguish complete pictures from partial
// ones, and it scales while decoding.
#include "core/image/codecs.h"
#include "core/image/color_profile.h"
#include "core/image/metadata.h"

#include <algorithm>
#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <cstring>

// The numbers in jerror.h depend on what jpeglib.h defines, so both must be included in this order.
// clang-format off
#include <jpeglib.h>
#include <jerror.h>
// clang-format on

namespace lookalike {
namespace {

/// More scans than any encoder writes. A file with endless empty scans would take hours.
constexpr int kMaxScans = 200;
/// Limit for the pixels of all scans together, for the same reason.
constexpr std::int64_t kMaxScannedPixels = 5'000'000'000;
/// Bytes between two markers that belong to nothing. Some encoders write a few; many indicate
/// damaged data.
constexpr int kStrayBytes = 16;

struct ErrorState {
    jpeg_error_mgr manager; // must be first: libjpeg returns a pointer to it
    std::jmp_buf jump;
    char text[JMSG_LENGTH_MAX];
    bool damaged;
    bool unsupported;
    bool endedEarly;
};

ErrorState& errorsOf(j_common_ptr info)
{
    return *reinterpret_cast<ErrorState*>(info->err);
}

[[noreturn]] void onError(j_common_ptr info)
{
    ErrorState& errors = errorsOf(info);
    errors.manager.format_message(info, errors.text);
    switch (errors.manager.msg_code) {
    case JERR_BAD_PRECISION:
    case JERR_SOF_UNSUPPORTED:
    case JERR_CONVERSION_NOTIMPL:
    case JERR_ARITH_NOTIMPL:
    case JERR_NOTIMPL:
    case JERR_NOT_COMPILED:
        errors.unsupported = true;
        break;
    default:
        break;
    }
    std::longjmp(errors.jump, 1);
}

/// Returns true for extra bytes before a restart marker: the decoder has all data of the interval
/// and continues at the marker. If another marker was due, libjpeg warns of that next.
bool isBeforeRestart(const jpeg_decompress_struct& decoder, int marker)
{
    return marker >= JPEG_RST0 && marker < JPEG_RST0 + 8 &&
           decoder.input_iMCU_row < decoder.total_iMCU_rows;
}

/// Returns true for padding between markers: bytes of one value, as some cameras write it.
bool isPadding(const jpeg_source_mgr& source, const JOCTET* begin, int count)
{
    if (source.next_input_byte - begin < count)
        return false;
    const JOCTET* const from = source.next_input_byte - count;
    return std::all_of(from, source.next_input_byte,
                       [](JOCTET byte) { return byte == 0x00 || byte == 0xFF; });
}

struct MemorySource {
    jpeg_source_mgr manager; // must be first: libjpeg returns a pointer to it
    const JOCTET* begin;
};

void onMessage(j_common_ptr info, int level)
{
    if (level >= 0 || info->is_decompressor == 0)
        return;
    const auto* decoder = reinterpret_cast<j_decompress_ptr>(info);
    ErrorState& errors = errorsOf(info);
    switch (errors.manager.msg_code) {
    case JWRN_ADOBE_XFORM:
    case JWRN_JFIF_MAJOR:
    case JWRN_BOGUS_ICC:
        return;
    case JWRN_EXTRANEOUS_DATA: {
        const int count = errors.manager.msg_parm.i[0];
        const auto* source = reinterpret_cast<const MemorySource*>(decoder->src);
        const bool endsThere = !errors.endedEarly;
        if (decoder->input_scan_number == 0 || (endsThere && count <= kStrayBytes) ||
            (endsThere && isBeforeRestart(*decoder, errors.manager.msg_parm.i[1])) ||
            (endsThere && isPadding(source->manager, source->begin, count)))
            return;
        break;
    }
    default:
        break;
    }
    if (!errors.damaged)
        errors.manager.format_message(info, errors.text);
    errors.damaged = true;
}

boolean onEndOfData(j_decompress_ptr info)
{
    static constexpr JOCTET kEndOfImage[2] = {0xFF, JPEG_EOI};
    errorsOf(reinterpret_cast<j_common_ptr>(info)).endedEarly = true;
    info->src->next_input_byte = kEndOfImage;
    info->src->bytes_in_buffer = sizeof(kEndOfImage);
    return TRUE;
}

void onSkip(j_decompress_ptr info, long count)
{
    if (count <= 0)
        return;
    jpeg_source_mgr& source = *info->src;
    const auto wanted = static_cast<std::size_t>(count);
    if (wanted > source.bytes_in_buffer) {
        onEndOfData(info);
        return;
    }
    source.next_input_byte += wanted;
    source.bytes_in_buffer -= wanted;
}

void onProgress(j_common_ptr info)
{
    auto* decoder = reinterpret_cast<j_decompress_ptr>(info);
    const std::int64_t pixels = std::int64_t{decoder->image_width} * decoder->image_height;
    if (decoder->input_scan_number <= kMaxScans &&
        decoder->input_scan_number * pixels <= kMaxScannedPixels)
        return;
    info->err->msg_code = JERR_BAD_PROGRESSION;
    onError(info);
}

/// libjpeg reports errors with longjmp(), so the methods that call it must not hold objects with
/// destructors. Each returns false if libjpeg gave up.
class JpegReader {
public:
    explicit JpegReader(Bytes bytes)
    {
        m_info.err = jpeg_std_error(&m_errors.manager);
        m_errors.manager.error_exit = onError;
        m_errors.manager.emit_message = onMessage;
        m_source.begin = bytes.data();
        m_source.manager.next_input_byte = bytes.data();
        m_source.manager.bytes_in_buffer = bytes.size();
        m_source.manager.init_source = [](j_decompress_ptr) {};
        m_source.manager.term_source = [](j_decompress_ptr) {};
        m_source.manager.fill_input_buffer = onEndOfData;
        m_source.manager.skip_input_data = onSkip;
        m_source.manager.resync_to_restart = jpeg_resync_to_restart;
        m_progress.progress_monitor = onProgress;
    }
    ~JpegReader() { jpeg_destroy_decompress(&m_info); }
    JpegReader(const JpegReader&) = delete;
    JpegReader& operator=(const JpegReader&) = delete;

    bool readHeader()
    {
        if (setjmp(m_errors.jump) != 0)
            return false;
        jpeg_create_decompress(&m_info);
        m_info.src = &m_source.manager;
        m_info.progress = &m_progress;
        jpeg_save_markers(&m_info, JPEG_APP0 + 1, 0xFFFF); // EXIF
        jpeg_save_markers(&m_info, JPEG_APP0 + 2, 0xFFFF); // ICC profile
        return jpeg_read_header(&m_info, TRUE) == JPEG_HEADER_OK;
    }

    /// Returns the memory for the coefficients, which libjpeg keeps for progressive pictures, and
    /// for a picture at full size.
    [[nodiscard]] std::uint64_t bytesNeeded(int wantedShortSide)
    {
        const auto pixels = std::uint64_t{m_info.image_width} * m_info.image_height;
        const bool scans = jpeg_has_multiple_scans(&m_info) == TRUE;
        return (scans ? pixels * sizeof(JCOEF) * static_cast<unsigned>(m_info.num_components) : 0) +
               (wantedShortSide > 0 ? 0 : pixels * 3);
    }

    /// Starts at the smallest of the scales 1/8, 1/4, 1/2 and 1 whose shorter side is at least
    /// `wantedShortSide`.
    bool start(int wantedShortSide)
    {
        if (setjmp(m_errors.jump) != 0)
            return false;
        const bool cmyk =
            m_info.jpeg_color_space == JCS_CMYK || m_info.jpeg_color_space == JCS_YCCK;
        m_info.out_color_space = cmyk ? JCS_CMYK : JCS_RGB;
        m_info.scale_num = 1;
        for (m_info.scale_denom = wantedShortSide > 0 ? 8 : 1;; m_info.scale_denom /= 2) {
            jpeg_calc_output_dimensions(&m_info);
            if (m_info.scale_denom == 1 || std::min(width(), height()) >= wantedShortSide)
                break;
        }
        m_multipleScans = jpeg_has_multiple_scans(&m_info) == TRUE;
        return jpeg_start_decompress(&m_info) == TRUE;
    }

    /// Reads one row of width * components bytes.
    bool readRow(std::uint8_t* row)
    {
        if (setjmp(m_errors.jump) != 0)
            return false;
        return jpeg_read_scanlines(&m_info, &row, 1) == 1;
    }

    bool finish()
    {
        if (setjmp(m_errors.jump) != 0)
            return false;
        return jpeg_finish_decompress(&m_info) == TRUE;
    }

    /// A file whose only scan is complete may lack its last marker. With several scans, more may be
    /// missing.
    [[nodiscard]] bool isComplete() const
    {
        return !m_errors.damaged && !(m_errors.endedEarly && m_multipleScans);
    }

    [[nodiscard]] tl::unexpected<Error> error() const
    {
        if (m_errors.unsupported)
            return fail(ErrorCode::Unsupported,
                        "This kind of JPEG is not supported (%1)"_msg(m_errors.text));
        if (m_errors.endedEarly)
            return brokenPicture("it ends too early"_msg);
        return brokenPicture(m_errors.text);
    }

    [[nodiscard]] int width() const { return static_cast<int>(m_info.output_width); }
    [[nodiscard]] int height() const { return static_cast<int>(m_info.output_height); }
    [[nodiscard]] const jpeg_decompress_struct& info() const { return m_info; }

    [[nodiscard]] Bytes exif() const
    {
        constexpr std::size_t kPrefix = 6; // "Exif" and two zero bytes
        for (const jpeg_marker_struct* m = m_info.marker_list; m != nullptr; m = m->next)
            if (m->marker == JPEG_APP0 + 1 && m->data_length > kPrefix &&
                std::memcmp(m->data, "Exif\0", kPrefix) == 0)
                return {m->data + kPrefix, m->data_length - kPrefix};
        return {};
    }

    [[nodiscard]] std::vector<std::uint8_t> profile()
    {
        JOCTET* data = nullptr;
        unsigned int size = 0;
        if (setjmp(m_errors.jump) != 0 || jpeg_read_icc_profile(&m_info, &data, &size) == FALSE)
            return {};
        std::vector<std::uint8_t> result(data, data + size);
        std::free(data);
        return result;
    }

private:
    jpeg_decompress_struct m_info{};
    ErrorState m_errors{};
    MemorySource m_source{};
    jpeg_progress_mgr m_progress{};
    bool m_multipleScans = false;
};

} // namespace

Result<StoredPicture> decodeJpeg(Bytes bytes, const DecodeRequest& request)
{
    JpegReader reader(bytes);
    if (!reader.readHeader())
        return reader.error();
    StoredPicture picture;
    picture.fullWidth = static_cast<int>(reader.info().image_width);
    picture.fullHeight = static_cast<int>(reader.info().image_height);
    if (auto size = checkSize(reader.info().image_width, reader.info().image_height, request);
        !size)
        return fail(size);
    picture.orientation = exifOrientation(reader.exif());
    picture.profile = reader.profile();
    if (auto room = takeRoom(reader.bytesNeeded(request.wantedShortSide), request); !room)
        return fail(room);
    if (!reader.start(request.wantedShortSide))
        return reader.error();

    RowReducer rows(reader.width(), reader.height(),
                    reductionFor(reader.width(), reader.height(), request.wantedShortSide));
    std::vector<std::uint8_t> rgb(static_cast<std::size_t>(reader.width()) * 3);
    if (reader.info().out_color_space == JCS_CMYK) {
        const bool inverted = reader.info().saw_Adobe_marker == TRUE;
        const CmykConverter converter(picture.profile);
        picture.profile.clear();
        std::vector<std::uint8_t> row(static_cast<std::size_t>(reader.width()) * 4);
        for (int y = 0; y < reader.height(); ++y) {
            if (!reader.readRow(row.data()))
                return reader.error();
            if (inverted)
                for (std::uint8_t& value : row)
                    value = static_cast<std::uint8_t>(255 - value);
            converter.convert(row.data(), rgb.data(), reader.width());
            rows.addRow(rgb.data());
        }
    } else {
        for (int y = 0; y < reader.height(); ++y) {
            if (!reader.readRow(rgb.data()))
                return reader.error();
            rows.addRow(rgb.data());
        }
    }
    if (!reader.finish() || !reader.isComplete())
        return reader.error();
    picture.image = rows.take();
    return picture;
}

} // namespace lookalike
