<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en">
<context>
    <name>lookalike::ConceptCommands</name>
    <message numerus="yes">
        <source>%Ln concept(s) written to %1.</source>
        <translation>
            <numerusform>%Ln concept written to %1.</numerusform>
            <numerusform>%Ln concepts written to %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln concept(s) imported.</source>
        <translation>
            <numerusform>%Ln concept imported.</numerusform>
            <numerusform>%Ln concepts imported.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them got another name.</source>
        <translation>
            <numerusform>%Ln of them got another name.</numerusform>
            <numerusform>%Ln of them got other names.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lookalike::ConceptFilter</name>
    <message numerus="yes">
        <source>%Ln concepts</source>
        <translation>
            <numerusform>%Ln concept</numerusform>
            <numerusform>%Ln concepts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lookalike::DecisionBar</name>
    <message numerus="yes">
        <source>%1 from %Ln group(s), %2</source>
        <translation>
            <numerusform>%1 from %Ln group, %2</numerusform>
            <numerusform>%1 from %Ln groups, %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Lost with %Ln photo(s): %1</source>
        <translation>
            <numerusform>Lost with %Ln photo: %1</numerusform>
            <numerusform>Lost with %Ln photos: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lookalike::DetailsPanel</name>
    <message numerus="yes">
        <source>%Ln identical files</source>
        <translation>
            <numerusform>%Ln identical file</numerusform>
            <numerusform>%Ln identical files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lookalike::FilterBar</name>
    <message numerus="yes">
        <source>%Ln formats</source>
        <translation>
            <numerusform>%Ln format</numerusform>
            <numerusform>%Ln formats</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lookalike::FitCommands</name>
    <message numerus="yes">
        <source>Searches are now fitted to %Ln label(s).</source>
        <translation>
            <numerusform>Searches are now fitted to %Ln label.</numerusform>
            <numerusform>Searches are now fitted to %Ln labels.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lookalike::FitText</name>
    <message numerus="yes">
        <source>%Ln label(s) from %1</source>
        <translation>
            <numerusform>%Ln label from %1</numerusform>
            <numerusform>%Ln labels from %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln label(s)</source>
        <translation>
            <numerusform>%Ln label</numerusform>
            <numerusform>%Ln labels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) could not be read.</source>
        <translation>
            <numerusform>%Ln photo could not be read.</numerusform>
            <numerusform>%Ln photos could not be read.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lookalike::FolderFilter</name>
    <message numerus="yes">
        <source>%Ln folders</source>
        <translation>
            <numerusform>%Ln folder</numerusform>
            <numerusform>%Ln folders</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lookalike::GroupsModel</name>
    <message numerus="yes">
        <source>%1, %Ln marked</source>
        <translation>
            <numerusform>%1, %Ln marked</numerusform>
            <numerusform>%1, %Ln marked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s), frees %1</source>
        <translation>
            <numerusform>%Ln photo, frees %1</numerusform>
            <numerusform>%Ln photos, frees %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln marked</source>
        <translation>
            <numerusform>%Ln marked</numerusform>
            <numerusform>%Ln marked</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lookalike::GroupsPanel</name>
    <message numerus="yes">
        <source>%Ln group(s), frees %1</source>
        <translation>
            <numerusform>%Ln group, frees %1</numerusform>
            <numerusform>%Ln groups, frees %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show only: %1, %Ln group(s)</source>
        <translation>
            <numerusform>Show only: %1, %Ln group</numerusform>
            <numerusform>Show only: %1, %Ln groups</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln group(s)</source>
        <translation>
            <numerusform>%Ln group</numerusform>
            <numerusform>%Ln groups</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lookalike::HeaderBar</name>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln photo</numerusform>
            <numerusform>%Ln photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lookalike::ListCommand</name>
    <message numerus="yes">
        <source>Export a list of %Ln photo(s)</source>
        <translation>
            <numerusform>Export a list of %Ln photo</numerusform>
            <numerusform>Export a list of %Ln photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lookalike::MarkCommands</name>
    <message numerus="yes">
        <source>%Ln mark(s) removed.</source>
        <translation>
            <numerusform>%Ln mark removed.</numerusform>
            <numerusform>%Ln marks removed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The results are now more like %Ln photos.</source>
        <translation>
            <numerusform>The results are now more like %Ln photo.</numerusform>
            <numerusform>The results are now more like %Ln photos.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The results are now less like %Ln photos.</source>
        <translation>
            <numerusform>The results are now less like %Ln photo.</numerusform>
            <numerusform>The results are now less like %Ln photos.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lookalike::OnlyWithBar</name>
    <message numerus="yes">
        <source>Only groups with the %Ln selected photo(s) are shown.</source>
        <translation>
            <numerusform>Only groups with the %Ln selected photo are shown.</numerusform>
            <numerusform>Only groups with the %Ln selected photos are shown.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lookalike::PreferencesDialog</name>
    <message numerus="yes">
        <source>Stored in %1: %Ln file(s), %2.</source>
        <translation>
            <numerusform>Stored in %1: %Ln file, %2.</numerusform>
            <numerusform>Stored in %1: %Ln files, %2.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lookalike::PreviewBar</name>
    <message numerus="yes">
        <source>%Ln second(s)</source>
        <translation>
            <numerusform>%Ln second</numerusform>
            <numerusform>%Ln seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lookalike::ProgressStrip</name>
    <message numerus="yes">
        <source>%Ln photo(s) could not be read</source>
        <translation>
            <numerusform>%Ln photo could not be read</numerusform>
            <numerusform>%Ln photos could not be read</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lookalike::QueryBar</name>
    <message numerus="yes">
        <source>Filters, %Ln active</source>
        <translation>
            <numerusform>Filters, %Ln active</numerusform>
            <numerusform>Filters, %Ln active</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lookalike::ResultsView</name>
    <message numerus="yes">
        <source>%Ln most similar photo(s)</source>
        <translation>
            <numerusform>%Ln most similar photo</numerusform>
            <numerusform>%Ln most similar photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln best match(es)</source>
        <translation>
            <numerusform>%Ln best match</numerusform>
            <numerusform>%Ln best matches</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lookalike::ReviewCommands</name>
    <message numerus="yes">
        <source>&amp;Accept suggestion in %Ln group(s)</source>
        <translation>
            <numerusform>&amp;Accept suggestion in %Ln group</numerusform>
            <numerusform>&amp;Accept suggestion in %Ln groups</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Move %Ln photo(s) to the trash</source>
        <translation>
            <numerusform>&amp;Move %Ln photo to the trash</numerusform>
            <numerusform>&amp;Move %Ln photos to the trash</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lookalike::ScanHint</name>
    <message numerus="yes">
        <source>The last search for copies did not see %n new photo(s). Searching again takes about %1.</source>
        <translation>
            <numerusform>The last search for copies did not see %n new photo. Searching again takes about %1.</numerusform>
            <numerusform>The last search for copies did not see %n new photos. Searching again takes about %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lookalike::ScopeBar</name>
    <message numerus="yes">
        <source>%Ln folders</source>
        <translation>
            <numerusform>%Ln folder</numerusform>
            <numerusform>%Ln folders</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lookalike::SpacesList</name>
    <message numerus="yes">
        <source>%Ln photo(s) to read</source>
        <translation>
            <numerusform>%Ln photo to read</numerusform>
            <numerusform>%Ln photos to read</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lookalike::TransferCommands</name>
    <message numerus="yes">
        <source>Move %Ln photo(s) to a folder</source>
        <translation>
            <numerusform>Move %Ln photo to a folder</numerusform>
            <numerusform>Move %Ln photos to a folder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copy %Ln photo(s) to a folder</source>
        <translation>
            <numerusform>Copy %Ln photo to a folder</numerusform>
            <numerusform>Copy %Ln photos to a folder</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lookalike::TransferFailuresDialog</name>
    <message numerus="yes">
        <source>%Ln file(s) stayed as they were:</source>
        <translation>
            <numerusform>%Ln file stayed as it was:</numerusform>
            <numerusform>%Ln files stayed as they were:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lookalike::TrashPreviewDialog</name>
    <message numerus="yes">
        <source>The suggestion for %Ln group(s) marks %1 and frees %2. Nothing moves yet.</source>
        <translation>
            <numerusform>The suggestion for %Ln group marks %1 and frees %2. Nothing moves yet.</numerusform>
            <numerusform>The suggestion for %Ln groups marks %1 and frees %2. Nothing moves yet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Mark %Ln photo(s)</source>
        <translation>
            <numerusform>Mark %Ln photo</numerusform>
            <numerusform>Mark %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln group(s) will move to the trash, which frees %2. Undo restores them.</source>
        <translation>
            <numerusform>%1 of %Ln group will move to the trash, which frees %2. Undo restores them.</numerusform>
            <numerusform>%1 of %Ln groups will move to the trash, which frees %2. Undo restores them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Replace %Ln photo(s) by links</source>
        <translation>
            <numerusform>Replace %Ln photo by links</numerusform>
            <numerusform>Replace %Ln photos by links</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %Ln photo(s) to the trash</source>
        <translation>
            <numerusform>Move %Ln photo to the trash</numerusform>
            <numerusform>Move %Ln photos to the trash</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) will be left in place for the reason shown.</source>
        <translation>
            <numerusform>%Ln photo will be left in place for the reason shown.</numerusform>
            <numerusform>%Ln photos will be left in place for the reason shown.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lookalike::Words</name>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln photo</numerusform>
            <numerusform>%Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remembered as not duplicates: %Ln group(s).</source>
        <translation>
            <numerusform>Remembered as not duplicates: %Ln group.</numerusform>
            <numerusform>Remembered as not duplicates: %Ln groups.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remembered: all photos of %Ln group(s) are kept.</source>
        <translation>
            <numerusform>Remembered: all photos of %Ln group are kept.</numerusform>
            <numerusform>Remembered: all photos of %Ln groups are kept.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pair(s) could not be compared. The first is %1 and %2: %3.</source>
        <translation>
            <numerusform>%Ln pair could not be compared: %1 and %2: %3.</numerusform>
            <numerusform>%Ln pairs could not be compared. The first is %1 and %2: %3.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sidecar(s) left in place.</source>
        <translation>
            <numerusform>%Ln sidecar left in place.</numerusform>
            <numerusform>%Ln sidecars left in place.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln s apart</source>
        <translation>
            <numerusform>%Ln s apart</numerusform>
            <numerusform>%Ln s apart</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln min apart</source>
        <translation>
            <numerusform>%Ln min apart</numerusform>
            <numerusform>%Ln min apart</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln h apart</source>
        <translation>
            <numerusform>%Ln h apart</numerusform>
            <numerusform>%Ln h apart</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln day(s) apart</source>
        <translation>
            <numerusform>%Ln day apart</numerusform>
            <numerusform>%Ln days apart</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln new photo(s)</source>
        <translation>
            <numerusform>%Ln new photo</numerusform>
            <numerusform>%Ln new photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln changed photo(s)</source>
        <translation>
            <numerusform>%Ln changed photo</numerusform>
            <numerusform>%Ln changed photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) no longer there</source>
        <translation>
            <numerusform>%Ln photo no longer there</numerusform>
            <numerusform>%Ln photos no longer there</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln folder(s) could not be checked</source>
        <translation>
            <numerusform>%Ln folder could not be checked</numerusform>
            <numerusform>%Ln folders could not be checked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln folder(s) on network drives are checked every %1 minutes.</source>
        <translation>
            <numerusform>%Ln folder on network drives is checked every %1 minutes.</numerusform>
            <numerusform>%Ln folders on network drives are checked every %1 minutes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln folder(s) are checked every %1 minutes, since the system watches no more.</source>
        <translation>
            <numerusform>%Ln folder is checked every %1 minutes, since the system watches no more.</numerusform>
            <numerusform>%Ln folders are checked every %1 minutes, since the system watches no more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln folder(s) are checked every %1 minutes, since the system cannot watch them.</source>
        <translation>
            <numerusform>%Ln folder is checked every %1 minutes, since the system cannot watch it.</numerusform>
            <numerusform>%Ln folders are checked every %1 minutes, since the system cannot watch them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Too much changed at once, so whole folders were checked (%Ln time(s)).</source>
        <translation>
            <numerusform>Too much changed at once, so whole folders were checked (%Ln time).</numerusform>
            <numerusform>Too much changed at once, so whole folders were checked (%Ln times).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln copies</source>
        <translation>
            <numerusform>%Ln copy</numerusform>
            <numerusform>%Ln copies</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln shots</source>
        <comment>a burst</comment>
        <translation>
            <numerusform>%Ln shot</numerusform>
            <numerusform>%Ln shots</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) lost tags or access rights, which this drive cannot hold.</source>
        <translation>
            <numerusform>%Ln file lost tags or access rights, which this drive cannot hold.</numerusform>
            <numerusform>%Ln files lost tags or access rights, which this drive cannot hold.</numerusform>
        </translation>
    </message>
</context>
</TS>
