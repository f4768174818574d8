// SPDX-License-Identifier: GPL-3.0-or-later
// Stands in for each program. Writes its first argument, byte by byte as it came, into the file
// that the second names, and waits as long as there is a file with the name of the first.
#include <cstdio>
#include <cstring>

#ifdef CALLED
extern "C" int CALLED();
#endif

int main(int argc, char** argv)
{
#ifdef CALLED
    CALLED();
#endif
    if (argc != 3)
        return 0;
    std::FILE* file = std::fopen(argv[2], "wb");
    if (file == nullptr)
        return 1;
    std::fwrite(argv[1], 1, std::strlen(argv[1]), file);
    std::fclose(file);
    while ((file = std::fopen(argv[1], "rb")) != nullptr)
        std::fclose(file);
    return 0;
}
