# SPDX-License-Identifier: GPL-3.0-or-later
# A disk image to drag the application from, and the same application in a .zip.
set(CPACK_GENERATOR "DragNDrop;ZIP")
set(CPACK_SYSTEM_NAME "macos-${CMAKE_SYSTEM_PROCESSOR}")
set(CPACK_DMG_VOLUME_NAME Lookalike)
set(CPACK_DMG_FORMAT UDZO)
# What is signed must not be changed afterwards.
set(CPACK_STRIP_FILES OFF)
# The application says what it is under; a licence to agree to before one can open the image is no help.
unset(CPACK_RESOURCE_FILE_LICENSE)
