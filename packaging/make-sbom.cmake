# SPDX-License-Identifier: GPL-3.0-or-later
# Run by cpack after each package: writes PACKAGE.spdx.json beside it, which names the libraries that the program
# was built with, their versions and licences (https://spdx.github.io/spdx-spec/v2.3/). Linux packages
# depend on them; the others contain them.
file(STRINGS "${CPACK_LOOKALIKE_SOURCE}/core/library/build_versions.cpp" lines REGEX "^ +{\".*LOOKALIKE_WITH_")
set(packages "")
set(relations "")
set(relation CONTAINS)
if(CPACK_GENERATOR MATCHES "DEB|RPM|TGZ")
    set(relation DEPENDS_ON)
endif()
macro(add_library_entry name version licence)
    string(MAKE_C_IDENTIFIER "${name}" id)
    string(REPLACE "_" "-" id "SPDXRef-${id}")
    string(APPEND packages ",
    { \"SPDXID\": \"${id}\", \"name\": \"${name}\", \"versionInfo\": \"${version}\",
      \"downloadLocation\": \"NOASSERTION\", \"filesAnalyzed\": false,
      \"licenseConcluded\": \"NOASSERTION\", \"licenseDeclared\": \"${licence}\", \"copyrightText\": \"NOASSERTION\" }")
    string(APPEND relations ",
    { \"spdxElementId\": \"SPDXRef-Lookalike\", \"relationshipType\": \"${relation}\", \"relatedSpdxElement\": \"${id}\" }")
endmacro()
foreach(line IN LISTS lines)
    string(REGEX MATCH "\"(.*)\", (LOOKALIKE_WITH_[A-Z0-9]+), \"(.*)\"" matched "${line}")
    set(name "${CMAKE_MATCH_1}")
    set(macro "${CMAKE_MATCH_2}")
    string(REPLACE "Public domain" "blessing" licence "${CMAKE_MATCH_3}") # SQLite's, as SPDX calls it
    foreach(version IN LISTS CPACK_LOOKALIKE_LIBRARIES)
        if(version MATCHES "^${macro}=\"?([^\"]+)\"?$")
            add_library_entry("${name}" "${CMAKE_MATCH_1}" "${licence}")
        endif()
    endforeach()
endforeach()
if(CPACK_LOOKALIKE_QT)
    add_library_entry(Qt "${CPACK_LOOKALIKE_QT}" "LGPL-3.0-only")
endif()

string(TIMESTAMP now UTC) # of SOURCE_DATE_EPOCH, where that is set
foreach(package IN LISTS CPACK_PACKAGE_FILES)
    get_filename_component(file "${package}" NAME)
    # It is still in a folder of cpack's own, from which it goes to this one.
    file(WRITE "${CPACK_PACKAGE_DIRECTORY}/${file}.spdx.json" "{
  \"spdxVersion\": \"SPDX-2.3\", \"dataLicense\": \"CC0-1.0\", \"SPDXID\": \"SPDXRef-DOCUMENT\",
  \"name\": \"${file}\", \"documentNamespace\": \"urn:lookalike:${file}:${now}\",
  \"creationInfo\": { \"created\": \"${now}\", \"creators\": [ \"Tool: make-sbom.cmake\" ] },
  \"packages\": [
    { \"SPDXID\": \"SPDXRef-Lookalike\", \"name\": \"Lookalike\", \"versionInfo\": \"${CPACK_PACKAGE_VERSION}\",
      \"packageFileName\": \"${file}\", \"downloadLocation\": \"NOASSERTION\", \"filesAnalyzed\": false,
      \"licenseConcluded\": \"GPL-3.0-or-later\", \"licenseDeclared\": \"GPL-3.0-or-later\",
      \"copyrightText\": \"NOASSERTION\" }${packages}
  ],
  \"relationships\": [
    { \"spdxElementId\": \"SPDXRef-DOCUMENT\", \"relationshipType\": \"DESCRIBES\", \"relatedSpdxElement\": \"SPDXRef-Lookalike\" }${relations}
  ]
}
")
endforeach()
