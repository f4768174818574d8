<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>QKeySequenceEdit</name>
    <message>
        <source>Press shortcut</source>
        <translation>Tasten drücken</translation>
    </message>
    <message>
        <source>%1, ...</source>
        <translation>%1, ...</translation>
    </message>
</context>
<context>
    <name>QShortcut</name>
    <message>
        <source>Ctrl</source>
        <translation>Strg</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Umschalt</translation>
    </message>
    <message>
        <source>Alt</source>
        <translation>Alt</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Backspace</source>
        <translation>Rücktaste</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Entf</translation>
    </message>
    <message>
        <source>Ins</source>
        <translation>Einfg</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Pos1</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>PgUp</source>
        <translation>Bild auf</translation>
    </message>
    <message>
        <source>PgDown</source>
        <translation>Bild ab</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Rechts</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Auf</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Ab</translation>
    </message>
</context>
<context>
    <name>lookalike::AboutDialog</name>
    <message>
        <source>About Lookalike</source>
        <translation>Über Lookalike</translation>
    </message>
    <message>
        <source>Lookalike %1</source>
        <translation>Lookalike %1</translation>
    </message>
    <message>
        <source>Finds similar photos. Your photos never leave this computer, and the originals are never changed.</source>
        <translation>Findet ähnliche Fotos. Ihre Fotos verlassen diesen Computer nie, und die Originale werden nie verändert.</translation>
    </message>
    <message>
        <source>Copy for a &amp;bug report</source>
        <translation>Für einen &amp;Fehlerbericht kopieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>Läuft auf</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Catalog</source>
        <translation>Katalog</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>The catalog is read-only. Searching still works.</source>
        <translation>Der Katalog ist schreibgeschützt. Die Suche funktioniert weiterhin.</translation>
    </message>
    <message>
        <source>Portable</source>
        <translation>Portabel</translation>
    </message>
    <message>
        <source>Everything is stored in %1.</source>
        <translation>Alles ist in %1 gespeichert.</translation>
    </message>
    <message>
        <source>Pictures are decoded in</source>
        <translation>Bilder werden dekodiert in</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>GNU General Public License, version 3 or later</source>
        <translation>GNU General Public License, Version 3 oder neuer</translation>
    </message>
    <message>
        <source>Libraries</source>
        <translation>Bibliotheken</translation>
    </message>
    <message>
        <source>Built with</source>
        <translation>Erstellt mit</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
</context>
<context>
    <name>lookalike::ActionButton</name>
    <message>
        <source>%1  (%2)</source>
        <comment>command, its keys</comment>
        <translation>%1  (%2)</translation>
    </message>
</context>
<context>
    <name>lookalike::AutomaticIndexing</name>
    <message>
        <source>Paused until the computer is plugged in</source>
        <translation>Angehalten, bis der Computer am Netz ist</translation>
    </message>
</context>
<context>
    <name>lookalike::BackupsDialog</name>
    <message>
        <source>daily</source>
        <translation>täglich</translation>
    </message>
    <message>
        <source>before an upgrade</source>
        <translation>vor einem Upgrade</translation>
    </message>
    <message>
        <source>manual</source>
        <translation>manuell</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>beschädigt</translation>
    </message>
    <message>
        <source>verified when restored</source>
        <translation>wird beim Wiederherstellen geprüft</translation>
    </message>
    <message>
        <source>verified when created</source>
        <translation>beim Anlegen geprüft</translation>
    </message>
    <message>
        <source>&amp;Restore…</source>
        <translation>&amp;Wiederherstellen…</translation>
    </message>
    <message>
        <source>&amp;Back up now</source>
        <translation>Jetzt &amp;sichern</translation>
    </message>
    <message>
        <source>Start &amp;over…</source>
        <translation>&amp;Neu beginnen…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Backups of the catalog</source>
        <translation>Sicherungen des Katalogs</translation>
    </message>
    <message>
        <source>The catalog stores the analysis of your photos and your decisions. It is backed up once a day. The photos themselves are not in it.</source>
        <translation>Der Katalog speichert die Analyse Ihrer Fotos und Ihre Entscheidungen. Er wird einmal am Tag gesichert. Die Fotos selbst sind nicht darin.</translation>
    </message>
    <message>
        <source>%1

Restore a backup, or start over with an empty catalog and read the photos again. The damaged catalog is kept either way, and your photos are not affected.</source>
        <translation>%1

Stellen Sie eine Sicherung wieder her, oder beginnen Sie mit einem leeren Katalog und lassen Sie die Fotos neu einlesen. Der beschädigte Katalog bleibt in jedem Fall erhalten, und Ihre Fotos sind nicht betroffen.</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Angelegt</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Anlass</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>Entscheidungen</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>Sicherungen</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <source>Backed up and verified: %1</source>
        <translation>Gesichert und geprüft: %1</translation>
    </message>
    <message>
        <source>There are no backups yet.</source>
        <translation>Es gibt noch keine Sicherungen.</translation>
    </message>
    <message>
        <source> The backup replaces the catalog at the next start. Changes that you make until then stay in the current catalog.</source>
        <translation> Die Sicherung ersetzt den Katalog beim nächsten Start. Änderungen bis dahin bleiben im jetzigen Katalog.</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Restore the backup of %1 with %2 files? The current catalog is kept, and photos that were added since then are read again.</source>
        <translation>Die Sicherung vom %1 mit %2 Dateien wiederherstellen? Der jetzige Katalog bleibt erhalten, und seither hinzugekommene Fotos werden neu eingelesen.</translation>
    </message>
    <message>
        <source>Start over</source>
        <translation>Neu beginnen</translation>
    </message>
    <message>
        <source>Start over with an empty catalog? The current catalog is kept. Photos are read again when you add their folders; decisions about duplicates are not carried over.</source>
        <translation>Mit einem leeren Katalog neu beginnen? Der jetzige Katalog bleibt erhalten. Fotos werden neu eingelesen, wenn Sie ihre Ordner hinzufügen; Entscheidungen über Duplikate werden nicht übernommen.</translation>
    </message>
    <message>
        <source>The backup is ready. Restart Lookalike to use it.</source>
        <translation>Die Sicherung ist bereit. Starten Sie Lookalike neu, um sie zu benutzen.</translation>
    </message>
</context>
<context>
    <name>lookalike::CompareCommands</name>
    <message>
        <source>Photos of a group</source>
        <translation>Fotos einer Gruppe</translation>
    </message>
    <message>
        <source>&amp;Previous photo of the group</source>
        <translation>&amp;Voriges Foto der Gruppe</translation>
    </message>
    <message>
        <source>&amp;Next photo of the group</source>
        <translation>&amp;Nächstes Foto der Gruppe</translation>
    </message>
    <message>
        <source>&amp;Mark or unmark the selected photo</source>
        <translation>Ausgewähltes Foto &amp;markieren oder Markierung aufheben</translation>
    </message>
    <message>
        <source>&amp;Keep the selected photo</source>
        <translation>Ausgewähltes Foto &amp;behalten</translation>
    </message>
    <message>
        <source>Mark or unmark photo %1</source>
        <translation>Foto %1 markieren oder Markierung aufheben</translation>
    </message>
    <message>
        <source>Comparing</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Side by &amp;side</source>
        <translation>&amp;Nebeneinander</translation>
    </message>
    <message>
        <source>S&amp;wipe</source>
        <translation>&amp;Wischen</translation>
    </message>
    <message>
        <source>&amp;Blink</source>
        <translation>&amp;Blinken</translation>
    </message>
    <message>
        <source>&amp;Difference</source>
        <translation>&amp;Unterschied</translation>
    </message>
    <message>
        <source>Actual size / &amp;Fit</source>
        <translation>Tatsächliche Größe / &amp;Einpassen</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>Ver&amp;größern</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>Show in file manager</source>
        <translation>In Dateiverwaltung zeigen</translation>
    </message>
</context>
<context>
    <name>lookalike::CompareView</name>
    <message>
        <source>Photos of the group</source>
        <translation>Fotos der Gruppe</translation>
    </message>
    <message>
        <source>All: %1</source>
        <comment>what the photos of a group have in common</comment>
        <translation>Alle: %1</translation>
    </message>
</context>
<context>
    <name>lookalike::ConceptBar</name>
    <message>
        <source>How strict the concept is</source>
        <translation>Wie streng das Konzept ist</translation>
    </message>
    <message>
        <source>To the right, only photos that are very much like the examples; to the left, also those that are less so</source>
        <translation>Nach rechts: nur Fotos, die den Beispielen sehr ähnlich sind; nach links: auch weniger ähnliche</translation>
    </message>
    <message>
        <source>Show all photos</source>
        <translation>Alle Fotos zeigen</translation>
    </message>
    <message>
        <source>Strictness</source>
        <translation>Strenge</translation>
    </message>
</context>
<context>
    <name>lookalike::ConceptCommands</name>
    <message>
        <source>Query</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>&amp;Keep as concept…</source>
        <translation>Als &amp;Konzept behalten…</translation>
    </message>
    <message>
        <source>Keep what this query and its marks find as a concept</source>
        <translation>Was diese Suche und ihre Markierungen finden, als Konzept behalten</translation>
    </message>
    <message>
        <source>&amp;Import concepts…</source>
        <translation>Konzepte &amp;importieren…</translation>
    </message>
    <message>
        <source>&amp;Export all concepts…</source>
        <translation>Alle Konzepte &amp;exportieren…</translation>
    </message>
    <message>
        <source>Undone.</source>
        <translation>Rückgängig gemacht.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln concept(s) written to %1.</source>
        <translation>
            <numerusform>%Ln Konzept in %1 geschrieben.</numerusform>
            <numerusform>%Ln Konzepte in %1 geschrieben.</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep as concept</source>
        <translation>Als Konzept behalten</translation>
    </message>
    <message>
        <source>A concept is a live album: it holds what this query and its marks find, and takes in new photos by itself.</source>
        <translation>Ein Konzept ist ein lebendes Album: Es enthält, was diese Suche und ihre Markierungen finden, und nimmt neue Fotos von selbst auf.</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Rename concept</source>
        <translation>Konzept umbenennen</translation>
    </message>
    <message>
        <source>The photos stay as they are.</source>
        <translation>Die Fotos bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Show its photos</source>
        <translation>Seine Fotos zeigen</translation>
    </message>
    <message>
        <source>Search with it</source>
        <translation>Damit suchen</translation>
    </message>
    <message>
        <source>Add to the query</source>
        <translation>Zur Suche hinzufügen</translation>
    </message>
    <message>
        <source>Exclude from the query</source>
        <translation>Von der Suche ausschließen</translation>
    </message>
    <message>
        <source>Search only in its photos</source>
        <translation>Nur in seinen Fotos suchen</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Remove (photos stay)</source>
        <translation>Entfernen (Fotos bleiben)</translation>
    </message>
    <message>
        <source>Merge into</source>
        <translation>Vereinen mit</translation>
    </message>
    <message>
        <source>Export concepts</source>
        <translation>Konzepte exportieren</translation>
    </message>
    <message>
        <source>concepts.json</source>
        <translation>konzepte.json</translation>
    </message>
    <message>
        <source>Concepts (%1)</source>
        <translation>Konzepte (%1)</translation>
    </message>
    <message>
        <source>Import concepts</source>
        <translation>Konzepte importieren</translation>
    </message>
    <message>
        <source>Kept as the concept %1.</source>
        <translation>Als Konzept %1 behalten.</translation>
    </message>
    <message>
        <source>%1 was renamed.</source>
        <translation>%1 wurde umbenannt.</translation>
    </message>
    <message>
        <source>%1 was merged into the other concept.</source>
        <translation>%1 wurde mit dem anderen Konzept vereint.</translation>
    </message>
    <message>
        <source>The concept %1 was removed. Its photos stay.</source>
        <translation>Das Konzept %1 wurde entfernt. Seine Fotos bleiben.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>The library has all of these concepts already.</source>
        <translation>Die Bibliothek hat alle diese Konzepte schon.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln concept(s) imported.</source>
        <translation>
            <numerusform>%Ln Konzept importiert.</numerusform>
            <numerusform>%Ln Konzepte importiert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them got another name.</source>
        <translation>
            <numerusform>%Ln davon bekam einen anderen Namen.</numerusform>
            <numerusform>%Ln davon bekamen andere Namen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lookalike::ConceptFilter</name>
    <message>
        <source>Any concept</source>
        <translation>Jedes Konzept</translation>
    </message>
    <message numerus="yes">
        <source>%Ln concepts</source>
        <translation>
            <numerusform>%Ln Konzept</numerusform>
            <numerusform>%Ln Konzepte</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lookalike::ConceptsPanel</name>
    <message>
        <source>Concepts</source>
        <translation>Konzepte</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1
%2 as examples, %3 as counterexamples</source>
        <translation>%1
%2 als Beispiele, %3 als Gegenbeispiele</translation>
    </message>
</context>
<context>
    <name>lookalike::Core</name>
    <message>
        <source>Not a regular file</source>
        <translation>Keine gewöhnliche Datei</translation>
    </message>
    <message>
        <source>Not a folder</source>
        <translation>Kein Ordner</translation>
    </message>
    <message>
        <source>Cannot open the file</source>
        <translation>Die Datei lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>Cannot read the file</source>
        <translation>Die Datei lässt sich nicht lesen</translation>
    </message>
    <message>
        <source>Cannot list the folder</source>
        <translation>Der Inhalt des Ordners lässt sich nicht auflisten</translation>
    </message>
    <message>
        <source>Cannot create the folder</source>
        <translation>Der Ordner lässt sich nicht anlegen</translation>
    </message>
    <message>
        <source>Cannot find the folder (%1)</source>
        <translation>Der Ordner ist nicht zu finden (%1)</translation>
    </message>
    <message>
        <source>Reading the file takes too long</source>
        <translation>Das Lesen der Datei dauert zu lange</translation>
    </message>
    <message>
        <source>The file has %1 bytes, more than the limit of %2</source>
        <translation>Die Datei hat %1 Byte, mehr als die Grenze von %2</translation>
    </message>
    <message>
        <source>The file changed while it was being read</source>
        <translation>Die Datei hat sich beim Lesen verändert</translation>
    </message>
    <message>
        <source>The file is empty</source>
        <translation>Die Datei ist leer</translation>
    </message>
    <message>
        <source>The file is too large</source>
        <translation>Die Datei ist zu groß</translation>
    </message>
    <message>
        <source>There is not enough memory for this</source>
        <translation>Dafür reicht der Arbeitsspeicher nicht</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>The picture is damaged or incomplete</source>
        <translation>Das Bild ist beschädigt oder unvollständig</translation>
    </message>
    <message>
        <source>The picture is damaged or incomplete (%1)</source>
        <translation>Das Bild ist beschädigt oder unvollständig (%1)</translation>
    </message>
    <message>
        <source>The picture is too large: %1 x %2 pixels, the limit is %3 megapixels</source>
        <translation>Das Bild ist zu groß: %1 x %2 Pixel, die Grenze sind %3 Megapixel</translation>
    </message>
    <message>
        <source>The picture is too large: a side may have at most 1 million pixels</source>
        <translation>Das Bild ist zu groß: Eine Seite darf höchstens 1 Million Pixel haben</translation>
    </message>
    <message>
        <source>This build of Lookalike cannot open %1 pictures</source>
        <translation>Dieses Lookalike wurde ohne Unterstützung für %1-Bilder gebaut</translation>
    </message>
    <message>
        <source>There is not enough memory to open the picture</source>
        <translation>Zu wenig Arbeitsspeicher, um das Bild zu öffnen</translation>
    </message>
    <message>
        <source>This kind of BMP is not supported</source>
        <translation>Diese Art von BMP wird nicht unterstützt</translation>
    </message>
    <message>
        <source>This kind of JPEG is not supported (%1)</source>
        <translation>Diese Art von JPEG wird nicht unterstützt (%1)</translation>
    </message>
    <message>
        <source>This kind of TIFF is not supported (%1)</source>
        <translation>Diese Art von TIFF wird nicht unterstützt (%1)</translation>
    </message>
    <message>
        <source>This kind of Photoshop picture is not supported (%1)</source>
        <translation>Diese Art von Photoshop-Bild wird nicht unterstützt (%1)</translation>
    </message>
    <message>
        <source>This kind of HEIC or AVIF is not supported (%1)</source>
        <translation>Diese Art von HEIC oder AVIF wird nicht unterstützt (%1)</translation>
    </message>
    <message>
        <source>This camera&apos;s raw format is not supported</source>
        <translation>Das Rohformat dieser Kamera wird nicht unterstützt</translation>
    </message>
    <message>
        <source>This camera&apos;s raw format is not supported (%1)</source>
        <translation>Das Rohformat dieser Kamera wird nicht unterstützt (%1)</translation>
    </message>
    <message>
        <source>The raw picture is too large</source>
        <translation>Das Rohbild ist zu groß</translation>
    </message>
    <message>
        <source>The decoder process has ended</source>
        <translation>Der Dekodierprozess ist abgestürzt</translation>
    </message>
    <message>
        <source>The decoder takes too long</source>
        <translation>Das Dekodieren dauert zu lange</translation>
    </message>
    <message>
        <source>A part of the program is missing: %1</source>
        <translation>Ein Teil des Programms fehlt: %1</translation>
    </message>
    <message>
        <source>There is no catalog yet</source>
        <translation>Es gibt noch keinen Katalog</translation>
    </message>
    <message>
        <source>The catalog must be a file</source>
        <translation>Der Katalog muss eine Datei sein</translation>
    </message>
    <message>
        <source>The catalog cannot be opened</source>
        <translation>Der Katalog lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>The catalog cannot be read</source>
        <translation>Der Katalog lässt sich nicht lesen</translation>
    </message>
    <message>
        <source>The catalog is read-only</source>
        <translation>Der Katalog ist schreibgeschützt</translation>
    </message>
    <message>
        <source>Another Lookalike is using this catalog; close it first</source>
        <translation>Ein anderes Lookalike benutzt diesen Katalog; es muss zuerst geschlossen werden</translation>
    </message>
    <message>
        <source>Another program holds the lock</source>
        <translation>Ein anderes Programm hält die Sperre</translation>
    </message>
    <message>
        <source>Cannot lock the file</source>
        <translation>Die Datei lässt sich nicht sperren</translation>
    </message>
    <message>
        <source>not started yet</source>
        <translation>noch nicht gestartet</translation>
    </message>
    <message>
        <source>Cannot create the lock file</source>
        <translation>Die Sperrdatei lässt sich nicht anlegen</translation>
    </message>
    <message>
        <source>A newer Lookalike has written this catalog (schema %1); use that version, or another catalog</source>
        <translation>Ein neueres Lookalike hat diesen Katalog geschrieben (Schema %1); jene Version oder ein anderer Katalog hilft weiter</translation>
    </message>
    <message>
        <source>This database belongs to another program and was left as it is; choose another place for the catalog</source>
        <translation>Diese Datenbank gehört einem anderen Programm und blieb, wie sie ist; für den Katalog wird ein anderer Ort gebraucht</translation>
    </message>
    <message>
        <source>The catalog cannot be written, so nothing new can be indexed</source>
        <translation>Der Katalog lässt sich nicht schreiben, darum kann nichts Neues eingelesen werden</translation>
    </message>
    <message>
        <source>The photo is no longer in the library</source>
        <translation>Das Foto ist nicht mehr in der Bibliothek</translation>
    </message>
    <message>
        <source>The photo is no longer where it was</source>
        <translation>Das Foto ist nicht mehr dort, wo es war</translation>
    </message>
    <message>
        <source>The search was cancelled</source>
        <translation>Die Suche wurde abgebrochen</translation>
    </message>
    <message>
        <source>Cannot find the query picture</source>
        <translation>Das Suchbild ist nicht zu finden</translation>
    </message>
    <message>
        <source>The pictures and weights cancel each other out; nothing is left to search for</source>
        <translation>Die Bilder und Gewichte heben einander auf; es bleibt nichts zu suchen</translation>
    </message>
    <message>
        <source>There is not enough memory to compare pictures</source>
        <translation>Zu wenig Arbeitsspeicher, um Bilder zu vergleichen</translation>
    </message>
    <message>
        <source>The model %1 is in use; try again after a restart</source>
        <translation>Das Modell %1 ist in Gebrauch; nach einem Neustart geht es</translation>
    </message>
    <message>
        <source>The file cannot be copied</source>
        <translation>Die Datei lässt sich nicht kopieren</translation>
    </message>
    <message>
        <source>This is a file, not a folder</source>
        <translation>Das ist eine Datei, kein Ordner</translation>
    </message>
    <message>
        <source>This folder cannot be written to</source>
        <translation>In diesen Ordner kann nicht geschrieben werden</translation>
    </message>
    <message>
        <source>The data was not moved there completely</source>
        <translation>Die Daten wurden nicht vollständig dorthin verschoben</translation>
    </message>
    <message>
        <source>This file belongs to the catalog and is not opened as a photo</source>
        <translation>Diese Datei gehört zum Katalog und wird nicht als Foto geöffnet</translation>
    </message>
    <message>
        <source>Stopped before it was reached</source>
        <translation>Angehalten, bevor es an der Reihe war</translation>
    </message>
    <message>
        <source>Another Lookalike is moving photos; close it first</source>
        <translation>Ein anderes Lookalike verschiebt Fotos; es muss zuerst geschlossen werden</translation>
    </message>
    <message>
        <source>Cannot move it to the trash</source>
        <translation>Es lässt sich nicht in den Papierkorb legen</translation>
    </message>
    <message>
        <source>The system did not move it</source>
        <translation>Das System hat es nicht verschoben</translation>
    </message>
    <message>
        <source>This volume has no trash</source>
        <translation>Dieser Datenträger hat keinen Papierkorb</translation>
    </message>
    <message>
        <source>The trash is on another device</source>
        <translation>Der Papierkorb liegt auf einem anderen Gerät</translation>
    </message>
    <message>
        <source>There is no trash on a network drive (%1)</source>
        <translation>Auf einem Netzlaufwerk gibt es keinen Papierkorb (%1)</translation>
    </message>
    <message>
        <source>It is no longer in the trash</source>
        <translation>Es liegt nicht mehr im Papierkorb</translation>
    </message>
    <message>
        <source>The drive with its trash is not connected</source>
        <translation>Das Laufwerk mit seinem Papierkorb ist nicht angeschlossen</translation>
    </message>
    <message>
        <source>Another file has taken its place</source>
        <translation>Eine andere Datei hat seinen Platz eingenommen</translation>
    </message>
    <message>
        <source>Cannot put it back</source>
        <translation>Es lässt sich nicht zurücklegen</translation>
    </message>
    <message>
        <source>It is back, but its time or mode could not be set</source>
        <translation>Es ist zurück, aber Zeit oder Rechte ließen sich nicht setzen</translation>
    </message>
    <message>
        <source>There is no such model folder</source>
        <translation>Einen solchen Modellordner gibt es nicht</translation>
    </message>
    <message>
        <source>The folder is not a model: it has no config.json</source>
        <translation>Der Ordner ist kein Modell: ihm fehlt config.json</translation>
    </message>
    <message>
        <source>The folder has no model.safetensors</source>
        <translation>Im Ordner fehlt model.safetensors</translation>
    </message>
    <message>
        <source>The model type &quot;%1&quot; is not supported. Supported are %2</source>
        <translation>Der Modelltyp „%1“ wird nicht unterstützt. Unterstützt werden %2</translation>
    </message>
    <message>
        <source>There is not enough memory for the model</source>
        <translation>Für das Modell reicht der Arbeitsspeicher nicht</translation>
    </message>
    <message>
        <source>The download was cancelled</source>
        <translation>Das Herunterladen wurde abgebrochen</translation>
    </message>
    <message>
        <source>The connection is not secure, so nothing was downloaded (%1)</source>
        <translation>Die Verbindung ist nicht sicher, darum wurde nichts heruntergeladen (%1)</translation>
    </message>
    <message>
        <source>The download from %1 failed (%2)</source>
        <translation>Das Herunterladen von %1 ist misslungen (%2)</translation>
    </message>
    <message>
        <source>Downloads are made over https alone, not from %1</source>
        <translation>Heruntergeladen wird nur über https, nicht von %1</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not the name of a model on the hub, which is OWNER/NAME or OWNER/NAME@REVISION</source>
        <translation>„%1“ ist kein Name eines Modells auf dem Hub; der lautet EIGENTÜMER/NAME oder EIGENTÜMER/NAME@REVISION</translation>
    </message>
    <message>
        <source>The same, finer, at about four times the cost</source>
        <translation>Dasselbe, feiner, mit etwa vierfachem Aufwand</translation>
    </message>
    <message>
        <source>in-process</source>
        <translation>dem Programm selbst</translation>
    </message>
    <message>
        <source>separate processes</source>
        <translation>eigenen Prozessen</translation>
    </message>
    <message>
        <source>memory and time limits</source>
        <translation>Grenzen für Speicher und Zeit</translation>
    </message>
    <message>
        <source>no new privileges</source>
        <translation>keine neuen Rechte</translation>
    </message>
    <message>
        <source>system call filter</source>
        <translation>Filter für Systemaufrufe</translation>
    </message>
    <message>
        <source>The sidecar stays: the version before it is no longer in the trash</source>
        <translation>Die Begleitdatei bleibt: Ihre frühere Fassung ist nicht mehr im Papierkorb</translation>
    </message>
    <message>
        <source>Cannot write the sidecar</source>
        <translation>Die Begleitdatei lässt sich nicht schreiben</translation>
    </message>
    <message>
        <source>Cannot remove the sidecar</source>
        <translation>Die Begleitdatei lässt sich nicht entfernen</translation>
    </message>
    <message>
        <source>The sidecar cannot be read</source>
        <translation>Die Begleitdatei ist nicht lesbar</translation>
    </message>
    <message>
        <source>The sidecar cannot be written</source>
        <translation>Der Inhalt der Begleitdatei lässt sich nicht schreiben</translation>
    </message>
    <message>
        <source>The sidecar is too large</source>
        <translation>Die Begleitdatei ist zu groß</translation>
    </message>
    <message>
        <source>It has more keywords than can be carried over</source>
        <translation>Es hat mehr Stichwörter, als sich übernehmen lassen</translation>
    </message>
    <message>
        <source>The photo changed at that moment</source>
        <translation>Das Foto änderte sich in diesem Augenblick</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 cannot be written: its shape or name is not valid</source>
        <translation>%1 lässt sich nicht schreiben: Form oder Name ist ungültig</translation>
    </message>
    <message>
        <source>%1 does not fit the weights: their tensor %2 has the shape %3 instead of %4</source>
        <translation>%1 passt nicht zu den Gewichten: Ihr Tensor %2 hat die Form %3 statt %4</translation>
    </message>
    <message>
        <source>%1 does not fit the weights: they also have a tensor %2</source>
        <translation>%1 passt nicht zu den Gewichten: Sie haben auch einen Tensor %2</translation>
    </message>
    <message>
        <source>%1 does not fit the weights: they have no tensor %2</source>
        <translation>%1 passt nicht zu den Gewichten: Sie haben keinen Tensor %2</translation>
    </message>
    <message>
        <source>%1 does not have the size that the hub states</source>
        <translation>%1 hat nicht die Größe, die der Hub angibt</translation>
    </message>
    <message>
        <source>%1 has changed since it was installed. Remove the model and add it again</source>
        <translation>%1 wurde seit der Installation verändert. Entfernen Sie das Modell und fügen Sie es neu hinzu</translation>
    </message>
    <message>
        <source>%1 has no %2, which Lookalike needs. It does not open other formats of weights, because such files can contain programs</source>
        <translation>%1 hat kein %2, das Lookalike braucht. Andere Formate von Gewichten öffnet es nicht, weil solche Dateien Programme enthalten können</translation>
    </message>
    <message>
        <source>%1 has too many entries</source>
        <translation>%1 hat zu viele Einträge</translation>
    </message>
    <message>
        <source>%1 is not float32</source>
        <translation>%1 ist nicht float32</translation>
    </message>
    <message>
        <source>%1 is not the expected file: its SHA-256 differs</source>
        <translation>%1 ist nicht die erwartete Datei: Der SHA-256 weicht ab</translation>
    </message>
    <message>
        <source>%1 is not the file that the hub describes</source>
        <translation>%1 ist nicht die Datei, die der Hub beschreibt</translation>
    </message>
    <message>
        <source>%1 overlaps another tensor</source>
        <translation>%1 überlappt einen anderen Tensor</translation>
    </message>
    <message>
        <source>%1 photos have not been read with %2 yet: index with it first</source>
        <translation>%1 Fotos wurden noch nicht mit %2 gelesen: Erst müssen sie damit eingelesen werden</translation>
    </message>
    <message>
        <source>%1 photos in folders that are offline have not been read with %2 yet, so searches still use %3</source>
        <translation>%1 Fotos in Ordnern, die gerade nicht erreichbar sind, wurden noch nicht mit %2 gelesen; gesucht wird deshalb weiter mit %3</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1. It was left as it is. Move it away and let Lookalike read the photos again; they are not affected</source>
        <translation>%1. Er blieb, wie er ist. Verschieben Sie ihn an einen anderen Ort und lassen Sie Lookalike die Fotos neu einlesen; sie sind nicht betroffen</translation>
    </message>
    <message>
        <source>%1. It was left as it is. Restore a backup, the newest is %2</source>
        <translation>%1. Er blieb, wie er ist. Stellen Sie eine Sicherung wieder her; die neueste ist %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>A bottleneck stage needs at least four channels</source>
        <translation>Eine Bottleneck-Stufe braucht mindestens vier Kanäle</translation>
    </message>
    <message>
        <source>A catalog cannot be on a network file system (%1)</source>
        <translation>Ein Katalog kann nicht auf einem Netzwerk-Dateisystem liegen (%1)</translation>
    </message>
    <message>
        <source>A catalog cannot be on a network file system (%1), where it would be damaged; choose a place on this computer. Photos may be anywhere</source>
        <translation>Ein Katalog kann nicht auf einem Netzwerk-Dateisystem liegen (%1), er würde dort beschädigt; er braucht einen Ort auf diesem Computer. Fotos dürfen überall liegen</translation>
    </message>
    <message>
        <source>A catalog cannot be restored from itself</source>
        <translation>Ein Katalog kann nicht aus sich selbst wiederhergestellt werden</translation>
    </message>
    <message>
        <source>A decision needs at least one photo</source>
        <translation>Eine Entscheidung braucht mindestens ein Foto</translation>
    </message>
    <message>
        <source>A file with that name already exists</source>
        <translation>Eine Datei dieses Namens gibt es schon</translation>
    </message>
    <message>
        <source>A folder cannot be here</source>
        <translation>Hier kann kein Ordner liegen</translation>
    </message>
    <message>
        <source>A folder must be given by its full path</source>
        <translation>Ein Ordner muss mit vollem Pfad angegeben werden</translation>
    </message>
    <message>
        <source>A folder must be given by its real path</source>
        <translation>Ein Ordner muss mit seinem tatsächlichen Pfad angegeben werden</translation>
    </message>
    <message>
        <source>A model is a folder with config.json, preprocessor_config.json and model.safetensors, not a single file</source>
        <translation>Ein Modell ist ein Ordner mit config.json, preprocessor_config.json und model.safetensors, keine einzelne Datei</translation>
    </message>
    <message>
        <source>A model with this name is already installed</source>
        <translation>Ein Modell dieses Namens ist schon installiert</translation>
    </message>
    <message>
        <source>A newer Lookalike has written this catalog</source>
        <translation>Ein neueres Lookalike hat diesen Katalog geschrieben</translation>
    </message>
    <message>
        <source>A part of the program is missing, install it again: %1</source>
        <translation>Ein Teil des Programms fehlt, installieren Sie es neu: %1</translation>
    </message>
    <message>
        <source>A photo&apos;s hash must be an identity</source>
        <translation>Der Hash eines Fotos muss eine Identität sein</translation>
    </message>
    <message>
        <source>A picture does not have the size that the model takes</source>
        <translation>Ein Bild hat nicht die Größe, die das Modell verlangt</translation>
    </message>
    <message>
        <source>A picture has no embedding that can be searched for</source>
        <translation>Ein Bild hat kein Embedding, nach dem gesucht werden kann</translation>
    </message>
    <message>
        <source>A search for duplicates is already running</source>
        <translation>Duplikate werden schon gesucht</translation>
    </message>
    <message>
        <source>A stage&apos;s width is not a multiple of its number of heads</source>
        <translation>Die Breite einer Stufe ist kein Vielfaches der Zahl ihrer Köpfe</translation>
    </message>
    <message>
        <source>A symbolic link, not a file</source>
        <translation>Eine symbolische Verknüpfung, keine Datei</translation>
    </message>
    <message>
        <source>A weight is not a number</source>
        <translation>Ein Gewicht ist keine Zahl</translation>
    </message>
    <message>
        <source>A write inside another write</source>
        <translation>Ein Schreibvorgang in einem anderen</translation>
    </message>
    <message>
        <source>All weights are zero</source>
        <translation>Alle Gewichte sind null</translation>
    </message>
    <message>
        <source>An embedding holds values that are not numbers</source>
        <translation>Ein Embedding enthält Werte, die keine Zahlen sind</translation>
    </message>
    <message>
        <source>An embedding is zero in all dimensions</source>
        <translation>Ein Embedding ist in allen Dimensionen null</translation>
    </message>
    <message>
        <source>An embedding of %1 dimensions does not fit a space of %2</source>
        <translation>Ein Embedding mit %1 Dimensionen passt nicht in einen Raum mit %2</translation>
    </message>
    <message>
        <source>An embedding space needs an identity and dimensions</source>
        <translation>Ein Embedding-Raum braucht eine Identität und Dimensionen</translation>
    </message>
    <message>
        <source>An unexpected error occurred</source>
        <translation>Ein unerwarteter Fehler ist aufgetreten</translation>
    </message>
    <message>
        <source>An unexpected error occurred: %1</source>
        <translation>Ein unerwarteter Fehler ist aufgetreten: %1</translation>
    </message>
    <message>
        <source>Another file already has the sidecar&apos;s name</source>
        <translation>Eine andere Datei hat schon den Namen der Begleitdatei</translation>
    </message>
    <message>
        <source>Another program is changing the models</source>
        <translation>Ein anderes Programm ändert gerade die Modelle</translation>
    </message>
    <message>
        <source>Another program is using the backup</source>
        <translation>Ein anderes Programm benutzt die Sicherung</translation>
    </message>
    <message>
        <source>Another program is using the catalog</source>
        <translation>Ein anderes Programm benutzt den Katalog</translation>
    </message>
    <message>
        <source>Another program is writing the index</source>
        <translation>Ein anderes Programm schreibt den Index</translation>
    </message>
    <message>
        <source>At least two pictures in label folders are needed, with one folder for each label</source>
        <translation>Es braucht mindestens zwei Bilder in Ordnern, für jede Kategorie einen Ordner</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Cannot access the catalog</source>
        <translation>Auf den Katalog kann nicht zugegriffen werden</translation>
    </message>
    <message>
        <source>Cannot access the file</source>
        <translation>Auf die Datei kann nicht zugegriffen werden</translation>
    </message>
    <message>
        <source>Cannot access the file&apos;s folder</source>
        <translation>Auf den Ordner der Datei kann nicht zugegriffen werden</translation>
    </message>
    <message>
        <source>Cannot access the folder</source>
        <translation>Auf den Ordner kann nicht zugegriffen werden</translation>
    </message>
    <message>
        <source>Cannot access the index</source>
        <translation>Auf den Index kann nicht zugegriffen werden</translation>
    </message>
    <message>
        <source>Cannot access the parent folders</source>
        <translation>Auf die übergeordneten Ordner kann nicht zugegriffen werden</translation>
    </message>
    <message>
        <source>Cannot access the protected folder</source>
        <translation>Auf den geschützten Ordner kann nicht zugegriffen werden</translation>
    </message>
    <message>
        <source>Cannot access the sidecar</source>
        <translation>Auf die Begleitdatei kann nicht zugegriffen werden</translation>
    </message>
    <message>
        <source>Cannot access the journal of moves</source>
        <translation>Auf das Protokoll der Verschiebungen kann nicht zugegriffen werden</translation>
    </message>
    <message>
        <source>Cannot access the trash</source>
        <translation>Auf den Papierkorb kann nicht zugegriffen werden</translation>
    </message>
    <message>
        <source>Cannot allocate memory</source>
        <translation>Nicht genügend Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Cannot clear the index</source>
        <translation>Der Index lässt sich nicht leeren</translation>
    </message>
    <message>
        <source>Cannot connect to a decoder</source>
        <translation>Die Verbindung zu einem Dekodierer kommt nicht zustande</translation>
    </message>
    <message>
        <source>Cannot create a trash folder</source>
        <translation>Ein Papierkorb lässt sich nicht anlegen</translation>
    </message>
    <message>
        <source>Cannot create its folder again</source>
        <translation>Sein Ordner lässt sich nicht wieder anlegen</translation>
    </message>
    <message>
        <source>Cannot delete the index</source>
        <translation>Der Index lässt sich nicht löschen</translation>
    </message>
    <message>
        <source>Cannot determine where the file&apos;s folder is</source>
        <translation>Es lässt sich nicht feststellen, wo der Ordner der Datei liegt</translation>
    </message>
    <message>
        <source>Cannot find the top folder of the device</source>
        <translation>Der oberste Ordner des Geräts ist nicht zu finden</translation>
    </message>
    <message>
        <source>Cannot list the data folder</source>
        <translation>Der Inhalt des Datenordners lässt sich nicht auflisten</translation>
    </message>
    <message>
        <source>Cannot list the trash</source>
        <translation>Der Inhalt des Papierkorbs lässt sich nicht auflisten</translation>
    </message>
    <message>
        <source>Cannot lock the journal of moves</source>
        <translation>Das Protokoll der Verschiebungen lässt sich nicht sperren</translation>
    </message>
    <message>
        <source>Cannot move the link in its place out of the way</source>
        <translation>Die Verknüpfung an seiner Stelle lässt sich nicht beiseitelegen</translation>
    </message>
    <message>
        <source>Cannot open the file&apos;s folder</source>
        <translation>Der Ordner der Datei lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>Cannot open the index</source>
        <translation>Der Index lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>Cannot open the journal&apos;s folder</source>
        <translation>Der Ordner des Protokolls lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>Cannot open the journal of moves</source>
        <translation>Das Protokoll der Verschiebungen lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>Cannot open the trash</source>
        <translation>Der Papierkorb lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>Cannot put the changed sidecar back</source>
        <translation>Die geänderte Begleitdatei lässt sich nicht zurücklegen</translation>
    </message>
    <message>
        <source>Cannot read the index</source>
        <translation>Der Index lässt sich nicht lesen</translation>
    </message>
    <message>
        <source>Cannot read the journal of moves</source>
        <translation>Das Protokoll der Verschiebungen lässt sich nicht lesen</translation>
    </message>
    <message>
        <source>Cannot rename the catalog</source>
        <translation>Der Katalog lässt sich nicht umbenennen</translation>
    </message>
    <message>
        <source>Cannot replace it with a hard link</source>
        <translation>Es lässt sich nicht durch eine harte Verknüpfung ersetzen</translation>
    </message>
    <message>
        <source>Cannot start the decoder program</source>
        <translation>Das Dekodierprogramm lässt sich nicht starten</translation>
    </message>
    <message>
        <source>Cannot write the index</source>
        <translation>Der Index lässt sich nicht schreiben</translation>
    </message>
    <message>
        <source>Cannot write the log: %1</source>
        <translation>Das Programmprotokoll lässt sich nicht schreiben: %1</translation>
    </message>
    <message>
        <source>Cannot write the journal of moves</source>
        <translation>Das Protokoll der Verschiebungen lässt sich nicht schreiben</translation>
    </message>
    <message>
        <source>Cannot write to the trash</source>
        <translation>In den Papierkorb lässt sich nicht schreiben</translation>
    </message>
    <message>
        <source>Choose a folder that is not inside the old one and does not contain it</source>
        <translation>Der neue Ordner darf weder im alten liegen noch ihn enthalten</translation>
    </message>
    <message>
        <source>Connection timed out</source>
        <translation>Zeitüberschreitung</translation>
    </message>
    <message>
        <source>Could not tell whether the file was moved</source>
        <translation>Es war nicht festzustellen, ob die Datei verschoben wurde</translation>
    </message>
    <message>
        <source>Could not tell whether the file was put back</source>
        <translation>Es war nicht festzustellen, ob die Datei zurückgelegt wurde</translation>
    </message>
    <message>
        <source>Decoding took longer than %1 milliseconds</source>
        <translation>Das Dekodieren dauerte länger als %1 Millisekunden</translation>
    </message>
    <message>
        <source>Decoding took longer than %1 seconds</source>
        <translation>Das Dekodieren dauerte länger als %1 Sekunden</translation>
    </message>
    <message>
        <source>Device or resource busy</source>
        <translation>Das Gerät oder die Ressource ist belegt</translation>
    </message>
    <message>
        <source>Directory not empty</source>
        <translation>Der Ordner ist nicht leer</translation>
    </message>
    <message>
        <source>Disk quota exceeded</source>
        <translation>Der zugeteilte Speicherplatz ist aufgebraucht</translation>
    </message>
    <message>
        <source>Downloads do not work: libcurl cannot be started</source>
        <translation>Herunterladen ist nicht möglich: libcurl lässt sich nicht starten</translation>
    </message>
    <message>
        <source>Each rule must be named exactly once</source>
        <translation>Jede Regel muss genau einmal genannt werden</translation>
    </message>
    <message>
        <source>Embeddings cannot have %1 dimensions</source>
        <translation>Embeddings können keine %1 Dimensionen haben</translation>
    </message>
    <message>
        <source>Encoding failed: %1</source>
        <translation>Das Lesen mit dem Modell ist misslungen: %1</translation>
    </message>
    <message>
        <source>Everyday objects; an older, widely used model</source>
        <translation>Alltägliche Dinge; ein älteres, weit verbreitetes Modell</translation>
    </message>
    <message>
        <source>File exists</source>
        <translation>Die Datei ist schon vorhanden</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>Der Dateiname ist zu lang</translation>
    </message>
    <message>
        <source>File too large</source>
        <translation>Die Datei ist zu groß</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>Ein-/Ausgabefehler</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>Das ist ein Ordner</translation>
    </message>
    <message>
        <source>It is back, but a spare link stays in the trash</source>
        <translation>Es ist zurück, aber eine überzählige Verknüpfung bleibt im Papierkorb</translation>
    </message>
    <message>
        <source>It is back, but its times cannot be checked</source>
        <translation>Es ist zurück, aber seine Zeiten lassen sich nicht prüfen</translation>
    </message>
    <message>
        <source>It is in a protected folder</source>
        <translation>Es liegt in einem geschützten Ordner</translation>
    </message>
    <message>
        <source>It is in a protected folder, so nothing is linked to it</source>
        <translation>Es liegt in einem geschützten Ordner, darum wird nichts damit verknüpft</translation>
    </message>
    <message>
        <source>It is marked for the trash as well</source>
        <translation>Es ist selbst für den Papierkorb vorgesehen</translation>
    </message>
    <message>
        <source>It is not a sidecar of the photo</source>
        <translation>Es ist keine Begleitdatei des Fotos</translation>
    </message>
    <message>
        <source>It is not known how the pictures align</source>
        <translation>Es ist nicht bekannt, wie die Bilder aufeinander passen</translation>
    </message>
    <message>
        <source>It is on another device, which a hard link cannot reach</source>
        <translation>Es liegt auf einem anderen Gerät, das eine harte Verknüpfung nicht erreicht</translation>
    </message>
    <message>
        <source>It is the same file under another name</source>
        <translation>Es ist dieselbe Datei unter einem anderen Namen</translation>
    </message>
    <message>
        <source>It is where a program keeps deleted files, old versions or thumbnails</source>
        <translation>Es liegt dort, wo ein Programm Gelöschtes, ältere Fassungen oder Vorschaubilder ablegt</translation>
    </message>
    <message>
        <source>Its bytes differ, although its hash is the same</source>
        <translation>Es hat andere Bytes, obwohl sein Hash derselbe ist</translation>
    </message>
    <message>
        <source>Its keywords and captions are more than a sidecar can hold</source>
        <translation>Stichwörter und Bildunterschriften sind zusammen mehr, als eine Begleitdatei aufnimmt</translation>
    </message>
    <message>
        <source>Its metadata is too large</source>
        <translation>Die Metadaten sind zu groß</translation>
    </message>
    <message>
        <source>Landlock %1</source>
        <translation>Landlock %1</translation>
    </message>
    <message>
        <source>LibTorch cannot be loaded (error %1)</source>
        <translation>LibTorch lässt sich nicht laden (Fehler %1)</translation>
    </message>
    <message>
        <source>LibTorch cannot be loaded: %1</source>
        <translation>LibTorch lässt sich nicht laden: %1</translation>
    </message>
    <message>
        <source>Lookalike does not know this kind of picture</source>
        <translation>Lookalike kennt diese Art von Bild nicht</translation>
    </message>
    <message>
        <source>Matrix multiplication is very slow on this computer (%1 GFLOP/s), so encoding takes many times longer than necessary. Install OpenBLAS: on Debian and Ubuntu, the package libopenblas0</source>
        <translation>Matrixmultiplikation ist auf diesem Computer sehr langsam (%1 GFLOP/s), das Lesen der Fotos dauert deshalb ein Vielfaches der nötigen Zeit. OpenBLAS hilft: bei Debian und Ubuntu das Paket libopenblas0</translation>
    </message>
    <message>
        <source>Meaning and style, also of drawings; slow without a GPU</source>
        <translation>Bedeutung und Stil, auch von Zeichnungen; ohne Grafikkarte langsam</translation>
    </message>
    <message>
        <source>No built-in model is installed; choose one with --model FOLDER</source>
        <translation>Kein mitgeliefertes Modell ist installiert; mit --model ORDNER lässt sich eines wählen</translation>
    </message>
    <message>
        <source>No copy of it would be left</source>
        <translation>Es bliebe keine Kopie davon</translation>
    </message>
    <message>
        <source>No model with this name is installed: %1</source>
        <translation>Ein Modell dieses Namens ist nicht installiert: %1</translation>
    </message>
    <message>
        <source>No remaining copy could be verified: %1</source>
        <translation>Keine Kopie, die bleibt, ließ sich prüfen: %1</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>Auf dem Datenträger ist kein Platz mehr</translation>
    </message>
    <message>
        <source>No such device</source>
        <translation>Das Gerät ist nicht vorhanden</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>Datei oder Ordner nicht gefunden</translation>
    </message>
    <message>
        <source>None of the remaining photos is identical to this one</source>
        <translation>Keines der Fotos, die bleiben, ist mit diesem identisch</translation>
    </message>
    <message>
        <source>None of the remaining photos was verified to be a copy of this one</source>
        <translation>Keines der Fotos, die bleiben, ist nachweislich eine Kopie von diesem</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>Das ist kein Ordner</translation>
    </message>
    <message>
        <source>Not an image</source>
        <translation>Kein Bild</translation>
    </message>
    <message>
        <source>Not an image, although its name says so</source>
        <translation>Kein Bild, obwohl der Name danach klingt</translation>
    </message>
    <message>
        <source>Not the full path of a file</source>
        <translation>Nicht der volle Pfad einer Datei</translation>
    </message>
    <message>
        <source>Nothing is indexed yet, so there is nothing to export</source>
        <translation>Noch ist nichts eingelesen, darum gibt es nichts zu exportieren</translation>
    </message>
    <message>
        <source>Nothing was recorded when this model was installed</source>
        <translation>Bei der Installation dieses Modells wurde nichts aufgezeichnet</translation>
    </message>
    <message>
        <source>Only identical files can be replaced by a link</source>
        <translation>Nur identische Dateien lassen sich durch eine Verknüpfung ersetzen</translation>
    </message>
    <message>
        <source>Only models for three colour channels are supported</source>
        <translation>Nur Modelle für drei Farbkanäle werden unterstützt</translation>
    </message>
    <message>
        <source>Only models that were added can be removed, not built-in ones or folders elsewhere</source>
        <translation>Nur hinzugefügte Modelle lassen sich entfernen, keine mitgelieferten und keine Ordner an anderen Orten</translation>
    </message>
    <message>
        <source>Only pictures of the same size can be compared by their noise</source>
        <translation>Nur gleich große Bilder lassen sich an ihrem Rauschen vergleichen</translation>
    </message>
    <message>
        <source>Operation not permitted</source>
        <translation>Die Aktion ist nicht erlaubt</translation>
    </message>
    <message>
        <source>Pairs need a cosine of 0.8 to 1 and at least one partner a photo</source>
        <translation>Paare brauchen einen Kosinus von 0,8 bis 1 und mindestens einen Partner je Foto</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>Keine Berechtigung</translation>
    </message>
    <message>
        <source>Photos cannot be moved to the recycle bin in a way that can be undone</source>
        <translation>Fotos lassen sich nicht so in den Papierkorb legen, dass es rückgängig gemacht werden kann</translation>
    </message>
    <message>
        <source>Pictures with the same meaning, however they look</source>
        <translation>Bilder, die dasselbe bedeuten, wie auch immer sie aussehen</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>Das Dateisystem ist schreibgeschützt</translation>
    </message>
    <message>
        <source>Reading or writing the catalog failed</source>
        <translation>Der Katalog ließ sich nicht lesen oder schreiben</translation>
    </message>
    <message>
        <source>SQLite&apos;s write-ahead log does not work on this file system</source>
        <translation>Das Write-Ahead-Log von SQLite funktioniert auf diesem Dateisystem nicht</translation>
    </message>
    <message>
        <source>Scenes and objects that look alike; the best first choice</source>
        <translation>Szenen und Dinge, die einander ähneln; der beste Einstieg</translation>
    </message>
    <message>
        <source>Searches use %1; it can be removed once another model has read all photos</source>
        <translation>Gesucht wird mit %1; es kann entfernt werden, sobald ein anderes Modell alle Fotos gelesen hat</translation>
    </message>
    <message>
        <source>SigLIP without its pooling head is not supported</source>
        <translation>SigLIP ohne seinen Pooling-Kopf wird nicht unterstützt</translation>
    </message>
    <message>
        <source>Swin with absolute position embeddings is not supported</source>
        <translation>Swin mit absoluten Positions-Embeddings wird nicht unterstützt</translation>
    </message>
    <message>
        <source>The GPU cannot be used, so the CPU is used instead. %1</source>
        <translation>Die Grafikkarte kann nicht benutzt werden, darum rechnet die CPU. %1</translation>
    </message>
    <message>
        <source>The JSON is nested too deeply</source>
        <translation>Das JSON ist zu tief verschachtelt</translation>
    </message>
    <message>
        <source>The activation %1 is not supported</source>
        <translation>Die Aktivierung %1 wird nicht unterstützt</translation>
    </message>
    <message>
        <source>The backup cannot be read</source>
        <translation>Die Sicherung lässt sich nicht lesen</translation>
    </message>
    <message>
        <source>The backup does not have all rows of the catalog</source>
        <translation>Die Sicherung hat nicht alle Zeilen des Katalogs</translation>
    </message>
    <message>
        <source>The backup has changed since it was written</source>
        <translation>Die Sicherung hat sich verändert, seit sie geschrieben wurde</translation>
    </message>
    <message>
        <source>The backup is damaged: %1</source>
        <translation>Die Sicherung ist beschädigt: %1</translation>
    </message>
    <message>
        <source>The backup was stopped</source>
        <translation>Die Sicherung wurde angehalten</translation>
    </message>
    <message>
        <source>The buffer does not fit %1</source>
        <translation>Der Puffer passt nicht zu %1</translation>
    </message>
    <message>
        <source>The catalog cannot be written</source>
        <translation>Der Katalog lässt sich nicht schreiben</translation>
    </message>
    <message>
        <source>The catalog has no such decision</source>
        <translation>Der Katalog hat keine solche Entscheidung</translation>
    </message>
    <message>
        <source>The catalog has no such embedding space</source>
        <translation>Der Katalog hat keinen solchen Embedding-Raum</translation>
    </message>
    <message>
        <source>The catalog has no such folder</source>
        <translation>Der Katalog hat keinen solchen Ordner</translation>
    </message>
    <message>
        <source>The catalog has this embedding space with other dimensions</source>
        <translation>Der Katalog hat diesen Embedding-Raum mit anderen Dimensionen</translation>
    </message>
    <message>
        <source>The catalog is being closed</source>
        <translation>Der Katalog wird gerade geschlossen</translation>
    </message>
    <message>
        <source>The catalog is damaged</source>
        <translation>Der Katalog ist beschädigt</translation>
    </message>
    <message>
        <source>The catalog is damaged: %1</source>
        <translation>Der Katalog ist beschädigt: %1</translation>
    </message>
    <message>
        <source>The catalog refused a row that does not fit</source>
        <translation>Der Katalog hat eine Zeile abgelehnt, die nicht passt</translation>
    </message>
    <message>
        <source>The catalog reported an error</source>
        <translation>Der Katalog meldet einen Fehler</translation>
    </message>
    <message>
        <source>The choice cannot be saved</source>
        <translation>Die Wahl lässt sich nicht speichern</translation>
    </message>
    <message>
        <source>The configuration describes a larger model than the weights belong to</source>
        <translation>Die Konfiguration beschreibt ein größeres Modell als das, zu dem die Gewichte gehören</translation>
    </message>
    <message>
        <source>The configuration has no &quot;model_type&quot;</source>
        <translation>In der Konfiguration fehlt „model_type“</translation>
    </message>
    <message>
        <source>The connection ended too early</source>
        <translation>Die Verbindung endete zu früh</translation>
    </message>
    <message>
        <source>The data cannot be on a network file system (%1), where it would be damaged</source>
        <translation>Die Daten können nicht auf einem Netzwerk-Dateisystem liegen (%1), sie würden dort beschädigt</translation>
    </message>
    <message>
        <source>The data is too large for one row of the catalog</source>
        <translation>Die Daten sind zu groß für eine Zeile des Katalogs</translation>
    </message>
    <message>
        <source>The decoder program belongs to another version of Lookalike</source>
        <translation>Das Dekodierprogramm gehört zu einer anderen Version von Lookalike</translation>
    </message>
    <message>
        <source>The decoder program does not start</source>
        <translation>Das Dekodierprogramm startet nicht</translation>
    </message>
    <message>
        <source>The decoder sent something that it was not asked for</source>
        <translation>Der Dekodierer hat etwas geschickt, wonach er nicht gefragt wurde</translation>
    </message>
    <message>
        <source>The decoder&apos;s pixels are missing</source>
        <translation>Die Pixel des Dekodierers fehlen</translation>
    </message>
    <message>
        <source>The decoder&apos;s pixels cannot be read</source>
        <translation>Die Pixel des Dekodierers lassen sich nicht lesen</translation>
    </message>
    <message>
        <source>The device &quot;%1&quot; is unknown: use auto, cpu, cuda or mps</source>
        <translation>Das Gerät „%1“ ist unbekannt: möglich sind auto, cpu, cuda oder mps</translation>
    </message>
    <message>
        <source>The device does not work: %1</source>
        <translation>Das Gerät funktioniert nicht: %1</translation>
    </message>
    <message>
        <source>The disk is full; the catalog could not be written</source>
        <translation>Der Datenträger ist voll; der Katalog ließ sich nicht schreiben</translation>
    </message>
    <message>
        <source>The download cannot be written</source>
        <translation>Das Heruntergeladene lässt sich nicht schreiben</translation>
    </message>
    <message>
        <source>The file became shorter while it was being read</source>
        <translation>Die Datei wurde beim Lesen kürzer</translation>
    </message>
    <message>
        <source>The file cannot be created</source>
        <translation>Die Datei lässt sich nicht anlegen</translation>
    </message>
    <message>
        <source>The file cannot be moved into place</source>
        <translation>Die Datei lässt sich nicht an ihren Platz verschieben</translation>
    </message>
    <message>
        <source>The file cannot be opened</source>
        <translation>Die Datei lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>The file cannot be read</source>
        <translation>Die Datei lässt sich nicht lesen</translation>
    </message>
    <message>
        <source>The file cannot be synced to the disk</source>
        <translation>Die Datei lässt sich nicht dauerhaft auf den Datenträger schreiben</translation>
    </message>
    <message>
        <source>The file cannot be written</source>
        <translation>Die Datei lässt sich nicht schreiben</translation>
    </message>
    <message>
        <source>The file changed while it was being checked</source>
        <translation>Die Datei hat sich beim Prüfen verändert</translation>
    </message>
    <message>
        <source>The file changed while it was being copied</source>
        <translation>Die Datei hat sich beim Kopieren verändert</translation>
    </message>
    <message>
        <source>The file does not hold a JSON object</source>
        <translation>Die Datei enthält kein JSON-Objekt</translation>
    </message>
    <message>
        <source>The file has changed since it was scanned</source>
        <translation>Die Datei hat sich seit dem Durchsuchen verändert</translation>
    </message>
    <message>
        <source>The file is not in its folder</source>
        <translation>Die Datei liegt nicht in ihrem Ordner</translation>
    </message>
    <message>
        <source>The file is not there</source>
        <translation>Die Datei ist nicht da</translation>
    </message>
    <message>
        <source>The file is not valid JSON</source>
        <translation>Die Datei ist kein gültiges JSON</translation>
    </message>
    <message>
        <source>The file to link to has changed</source>
        <translation>Die Datei, mit der verknüpft werden soll, hat sich verändert</translation>
    </message>
    <message>
        <source>The folder already holds a catalog</source>
        <translation>In diesem Ordner liegt schon ein Katalog</translation>
    </message>
    <message>
        <source>The folder contains %1, which is already in the library</source>
        <translation>Der Ordner enthält %1, der schon durchsucht wird</translation>
    </message>
    <message>
        <source>The folder disappeared while its photos were being read</source>
        <translation>Der Ordner verschwand, während seine Fotos gelesen wurden</translation>
    </message>
    <message>
        <source>The folder has no preprocessor_config.json, which says how pictures must be prepared</source>
        <translation>Im Ordner fehlt preprocessor_config.json, das sagt, wie Bilder vorzubereiten sind</translation>
    </message>
    <message>
        <source>The folder holds its weights in a format that Lookalike does not open, because such files can contain programs. To convert: load the model in Python with transformers and call save_pretrained(FOLDER, safe_serialization=True); the file model.safetensors is what is needed</source>
        <translation>Der Ordner enthält die Gewichte in einem Format, das Lookalike nicht öffnet, weil solche Dateien Programme enthalten können. Zum Umwandeln: das Modell in Python mit transformers laden und save_pretrained(ORDNER, safe_serialization=True) aufrufen; gebraucht wird die Datei model.safetensors</translation>
    </message>
    <message>
        <source>The folder is inside %1, which is already in the library</source>
        <translation>Der Ordner liegt in %1, der schon durchsucht wird</translation>
    </message>
    <message>
        <source>The folder is the same as %1, which is already in the library</source>
        <translation>Der Ordner ist derselbe wie %1, der schon durchsucht wird</translation>
    </message>
    <message>
        <source>The folder with the catalog is missing. Is its disk attached? Another folder can be chosen in the settings</source>
        <translation>Der Ordner mit dem Katalog fehlt. Ist sein Datenträger angeschlossen? In den Einstellungen lässt sich ein anderer wählen</translation>
    </message>
    <message>
        <source>The folders are nested too deeply</source>
        <translation>Die Ordner sind zu tief verschachtelt</translation>
    </message>
    <message>
        <source>The hidden size is not a multiple of the number of heads</source>
        <translation>Die verborgene Größe ist kein Vielfaches der Zahl der Köpfe</translation>
    </message>
    <message>
        <source>The hub answered about another commit of %1</source>
        <translation>Der Hub antwortete zu einem anderen Commit von %1</translation>
    </message>
    <message>
        <source>The hub answered with the error %1 for %2</source>
        <translation>Der Hub antwortete mit dem Fehler %1 auf %2</translation>
    </message>
    <message>
        <source>The hub describes another %1 for this commit than when it was first downloaded</source>
        <translation>Der Hub beschreibt für diesen Commit eine andere Datei %1 als beim ersten Herunterladen</translation>
    </message>
    <message>
        <source>The hub does not have %1</source>
        <translation>Der Hub hat %1 nicht</translation>
    </message>
    <message>
        <source>The hub gives %1 only to users with an account, or does not have it. Download it with a browser and add its folder</source>
        <translation>Der Hub gibt %1 nur an Angemeldete heraus oder hat es nicht. Es lässt sich mit einem Browser herunterladen und als Ordner hinzufügen</translation>
    </message>
    <message>
        <source>The hub offers weights for %1 that this program does not know. Nothing was downloaded</source>
        <translation>Der Hub bietet für %1 Gewichte an, die dieses Programm nicht kennt. Es wurde nichts heruntergeladen</translation>
    </message>
    <message>
        <source>The hub sent another commit than the one asked for</source>
        <translation>Der Hub hat einen anderen Commit geschickt als den verlangten</translation>
    </message>
    <message>
        <source>The hub states no usable size for %1</source>
        <translation>Der Hub gibt für %1 keine brauchbare Größe an</translation>
    </message>
    <message>
        <source>The hub states two different hashes for %1</source>
        <translation>Der Hub gibt für %1 zwei verschiedene Hashes an</translation>
    </message>
    <message>
        <source>The hub&apos;s answer about %1 makes no sense</source>
        <translation>Die Antwort des Hubs zu %1 ergibt keinen Sinn</translation>
    </message>
    <message>
        <source>The index belongs to something else</source>
        <translation>Der Index gehört zu etwas anderem</translation>
    </message>
    <message>
        <source>The index ends too early</source>
        <translation>Der Index endet zu früh</translation>
    </message>
    <message>
        <source>The index has no &quot;weight_map&quot;</source>
        <translation>Im Verzeichnis der Gewichte fehlt „weight_map“</translation>
    </message>
    <message>
        <source>The index is damaged and will be rebuilt</source>
        <translation>Der Index ist beschädigt und wird neu aufgebaut</translation>
    </message>
    <message>
        <source>The index is damaged</source>
        <translation>Der Index ist beschädigt</translation>
    </message>
    <message>
        <source>The index names a weight file that is not allowed: %1</source>
        <translation>Das Verzeichnis der Gewichte nennt eine Datei, die nicht erlaubt ist: %1</translation>
    </message>
    <message>
        <source>The index names too many weight files</source>
        <translation>Das Verzeichnis der Gewichte nennt zu viele Dateien</translation>
    </message>
    <message>
        <source>The index was never finished</source>
        <translation>Der Index wurde nie fertiggestellt</translation>
    </message>
    <message>
        <source>The library changed during the export; try again</source>
        <translation>Der Katalog änderte sich während des Exports; versuchen Sie es noch einmal</translation>
    </message>
    <message>
        <source>The library is already being indexed</source>
        <translation>Die Fotos werden schon eingelesen</translation>
    </message>
    <message>
        <source>The library is read-only, so nothing can be remembered</source>
        <translation>Der Katalog lässt sich nur lesen, darum kann nichts gemerkt werden</translation>
    </message>
    <message>
        <source>The link in its place cannot be moved out of the way</source>
        <translation>Die Verknüpfung an seiner Stelle lässt sich nicht beiseitelegen</translation>
    </message>
    <message>
        <source>The list of known models is damaged</source>
        <translation>Die Liste der bekannten Modelle ist beschädigt</translation>
    </message>
    <message>
        <source>The model cannot be built from its configuration: %1</source>
        <translation>Das Modell lässt sich aus seiner Konfiguration nicht aufbauen: %1</translation>
    </message>
    <message>
        <source>The model cannot be moved into place</source>
        <translation>Das Modell lässt sich nicht an seinen Platz verschieben</translation>
    </message>
    <message>
        <source>The model cannot be moved to the device: %1</source>
        <translation>Das Modell lässt sich nicht auf das Gerät bringen: %1</translation>
    </message>
    <message>
        <source>The model cannot be removed</source>
        <translation>Das Modell lässt sich nicht entfernen</translation>
    </message>
    <message>
        <source>The model returned an empty embedding for a picture</source>
        <translation>Das Modell lieferte für ein Bild ein leeres Embedding</translation>
    </message>
    <message>
        <source>The model returned no numbers for a picture</source>
        <translation>Das Modell lieferte für ein Bild keine Zahlen</translation>
    </message>
    <message>
        <source>The model&apos;s folder cannot be created</source>
        <translation>Der Ordner des Modells lässt sich nicht anlegen</translation>
    </message>
    <message>
        <source>The model&apos;s record is damaged</source>
        <translation>Die Angaben zum Modell sind beschädigt</translation>
    </message>
    <message>
        <source>The patches are larger than the image</source>
        <translation>Die Bildausschnitte sind größer als das Bild</translation>
    </message>
    <message>
        <source>The photo is not in a folder of the library</source>
        <translation>Das Foto liegt in keinem Ordner, der durchsucht wird</translation>
    </message>
    <message>
        <source>The photo that it belongs to was left in place</source>
        <translation>Das Foto, zu dem sie gehört, bleibt</translation>
    </message>
    <message>
        <source>The photos must be read again before one can be removed in favour of the other</source>
        <translation>Die Fotos müssen erst neu gelesen werden, bevor das eine für das andere gehen darf</translation>
    </message>
    <message>
        <source>The picture crashed its decoder (%1)</source>
        <translation>Das Bild hat seinen Dekodierer abstürzen lassen (%1)</translation>
    </message>
    <message>
        <source>The picture exceeds a limit of libheif (%1)</source>
        <translation>Das Bild überschreitet eine Grenze von libheif (%1)</translation>
    </message>
    <message>
        <source>The picture is damaged (the decoder rejected it)</source>
        <translation>Das Bild ist beschädigt (der Dekodierer hat es abgelehnt)</translation>
    </message>
    <message>
        <source>The picture made its decoder ask for memory endlessly</source>
        <translation>Das Bild ließ seinen Dekodierer endlos nach Speicher fragen</translation>
    </message>
    <message>
        <source>The picture made its decoder give up</source>
        <translation>Das Bild hat seinen Dekodierer zum Aufgeben gebracht</translation>
    </message>
    <message>
        <source>The picture needs more than the %1 MiB of memory that decoding may use</source>
        <translation>Das Bild braucht mehr als die %1 MiB Arbeitsspeicher, die das Dekodieren belegen darf</translation>
    </message>
    <message>
        <source>The pictures are too small to compare their detail</source>
        <translation>Die Bilder sind zu klein, um ihre Einzelheiten zu vergleichen</translation>
    </message>
    <message>
        <source>The pictures were read by different models</source>
        <translation>Die Bilder wurden mit verschiedenen Modellen gelesen</translation>
    </message>
    <message>
        <source>The pixel values do not have the expected size</source>
        <translation>Die Pixelwerte haben nicht die erwartete Größe</translation>
    </message>
    <message>
        <source>The preprocessing produces pictures of %1 x %2 pixels, but the model needs %3 or more on each side</source>
        <translation>Die Vorbereitung ergibt Bilder von %1 x %2 Pixeln, aber das Modell braucht mindestens %3 auf jeder Seite</translation>
    </message>
    <message>
        <source>The preprocessing produces pictures of %1 x %2 pixels, but the model takes %3 x %4</source>
        <translation>Die Vorbereitung ergibt Bilder von %1 x %2 Pixeln, aber das Modell verlangt %3 x %4</translation>
    </message>
    <message>
        <source>The program crashed twice while it was comparing these two</source>
        <translation>Das Programm ist zweimal abgestürzt, während es diese beiden verglich</translation>
    </message>
    <message>
        <source>The program crashed twice while it was working on this picture</source>
        <translation>Das Programm ist zweimal abgestürzt, während es dieses Bild bearbeitete</translation>
    </message>
    <message>
        <source>The query has %1 dimensions, the index %2</source>
        <translation>Die Anfrage hat %1 Dimensionen, der Index %2</translation>
    </message>
    <message>
        <source>The query has no direction</source>
        <translation>Die Anfrage hat keine Richtung</translation>
    </message>
    <message>
        <source>The query picture is empty</source>
        <translation>Das Suchbild ist leer</translation>
    </message>
    <message>
        <source>The remaining copy changed at that moment</source>
        <translation>Die Kopie, die bleiben sollte, hat sich in diesem Augenblick verändert</translation>
    </message>
    <message>
        <source>The safetensors header is damaged: %1</source>
        <translation>Der safetensors-Kopf ist beschädigt: %1</translation>
    </message>
    <message>
        <source>The safetensors header is larger than 16 MiB</source>
        <translation>Der safetensors-Kopf ist größer als 16 MiB</translation>
    </message>
    <message>
        <source>The scan was stopped</source>
        <translation>Das Durchsuchen wurde angehalten</translation>
    </message>
    <message>
        <source>The search for pairs was cancelled</source>
        <translation>Die Suche nach Paaren wurde abgebrochen</translation>
    </message>
    <message>
        <source>The server answered with the error %1 for %2</source>
        <translation>Der Server antwortete mit dem Fehler %1 auf %2</translation>
    </message>
    <message>
        <source>The server does not have the part that was asked for</source>
        <translation>Der Server hat den verlangten Teil nicht</translation>
    </message>
    <message>
        <source>The server redirects in circles</source>
        <translation>Der Server leitet im Kreis um</translation>
    </message>
    <message>
        <source>The server redirects into a private network or to this computer, which Lookalike does not follow: %1</source>
        <translation>Der Server leitet in ein privates Netz oder auf diesen Computer um; dem folgt Lookalike nicht: %1</translation>
    </message>
    <message>
        <source>The server sent another part than the one asked for</source>
        <translation>Der Server hat einen anderen Teil geschickt als den verlangten</translation>
    </message>
    <message>
        <source>The server sent more than it announced</source>
        <translation>Der Server hat mehr geschickt als angekündigt</translation>
    </message>
    <message>
        <source>The server stopped responding (%1)</source>
        <translation>Der Server antwortet nicht mehr (%1)</translation>
    </message>
    <message>
        <source>The server&apos;s answer makes no sense</source>
        <translation>Die Antwort des Servers ergibt keinen Sinn</translation>
    </message>
    <message>
        <source>The server&apos;s headers are too large</source>
        <translation>Die Kopfzeilen des Servers sind zu groß</translation>
    </message>
    <message>
        <source>The sidecar declares its own document type</source>
        <translation>Die Begleitdatei hat einen eigenen Dokumenttyp</translation>
    </message>
    <message>
        <source>The sidecar has qualifiers on its properties, which would be lost</source>
        <translation>Die Begleitdatei enthält Zusätze zu ihren Angaben, die verloren gingen</translation>
    </message>
    <message>
        <source>The sidecar holds data that cannot be written back unchanged</source>
        <translation>Die Begleitdatei enthält etwas, das sich nicht unverändert wieder schreiben lässt</translation>
    </message>
    <message>
        <source>The sidecar is not what was written</source>
        <translation>Die Begleitdatei ist nicht, was geschrieben wurde</translation>
    </message>
    <message>
        <source>The sidecar stays: a photo whose keywords it holds was not put back</source>
        <translation>Die Begleitdatei bleibt: Ein Foto, dessen Stichwörter sie enthält, wurde nicht zurückgelegt</translation>
    </message>
    <message>
        <source>The sidecar was changed since it was written, so it stays</source>
        <translation>Die Begleitdatei wurde seither geändert und bleibt</translation>
    </message>
    <message>
        <source>The smaller content of a pair must come first</source>
        <translation>Der kleinere Inhalt eines Paars muss zuerst stehen</translation>
    </message>
    <message>
        <source>The space for embeddings does not have the expected size</source>
        <translation>Der Platz für Embeddings hat nicht die erwartete Größe</translation>
    </message>
    <message>
        <source>The system did not put it back</source>
        <translation>Das System hat es nicht zurückgelegt</translation>
    </message>
    <message>
        <source>The tensor %1 does not belong to a model of type %2</source>
        <translation>Der Tensor %1 gehört nicht zu einem Modell vom Typ %2</translation>
    </message>
    <message>
        <source>The tensor %1 has the shape %2 instead of %3</source>
        <translation>Der Tensor %1 hat die Form %2 statt %3</translation>
    </message>
    <message>
        <source>The tensor %1 holds integers</source>
        <translation>Der Tensor %1 enthält ganze Zahlen</translation>
    </message>
    <message>
        <source>The tensor %1 holds values that are not numbers</source>
        <translation>Der Tensor %1 enthält Werte, die keine Zahlen sind</translation>
    </message>
    <message>
        <source>The tensor %1 is in two files</source>
        <translation>Der Tensor %1 steht in zwei Dateien</translation>
    </message>
    <message>
        <source>The tensor %1 is missing</source>
        <translation>Der Tensor %1 fehlt</translation>
    </message>
    <message>
        <source>The transaction has been rolled back</source>
        <translation>Die Transaktion wurde zurückgenommen</translation>
    </message>
    <message>
        <source>The trash belongs to another user</source>
        <translation>Der Papierkorb gehört einem anderen Benutzer</translation>
    </message>
    <message>
        <source>The trash has a path that could not be found again later</source>
        <translation>Der Papierkorb hat einen Pfad, der sich später nicht wiederfinden ließe</translation>
    </message>
    <message>
        <source>The trash has no free name for it</source>
        <translation>Der Papierkorb hat keinen freien Namen dafür</translation>
    </message>
    <message>
        <source>The journal of moves is full; restart the program</source>
        <translation>Das Protokoll der Verschiebungen ist voll; starten Sie das Programm neu</translation>
    </message>
    <message>
        <source>The journal of moves is not a file</source>
        <translation>Das Protokoll der Verschiebungen ist keine Datei</translation>
    </message>
    <message>
        <source>The journal of moves is too large</source>
        <translation>Das Protokoll der Verschiebungen ist zu groß</translation>
    </message>
    <message>
        <source>The weights are larger than 16 GiB</source>
        <translation>Die Gewichte sind größer als 16 GiB</translation>
    </message>
    <message>
        <source>The weights cannot be read</source>
        <translation>Die Gewichte lassen sich nicht lesen</translation>
    </message>
    <message>
        <source>There are fewer bytes than the tensors announced</source>
        <translation>Es sind weniger Bytes, als die Tensoren angekündigt haben</translation>
    </message>
    <message>
        <source>There are more bytes than the tensors announced</source>
        <translation>Es sind mehr Bytes, als die Tensoren angekündigt haben</translation>
    </message>
    <message>
        <source>There are no two pictures to align</source>
        <translation>Es gibt keine zwei Bilder zum Ausrichten</translation>
    </message>
    <message>
        <source>There are too many embeddings to compare</source>
        <translation>Es sind zu viele Embeddings zum Vergleichen</translation>
    </message>
    <message>
        <source>There is no home directory to keep models in</source>
        <translation>Es gibt keinen persönlichen Ordner für Modelle</translation>
    </message>
    <message>
        <source>There is no home directory to save the choice in</source>
        <translation>Es gibt keinen persönlichen Ordner, in dem die Wahl gespeichert werden könnte</translation>
    </message>
    <message>
        <source>There is no home directory: say where the catalog should be</source>
        <translation>Es gibt keinen persönlichen Ordner: Geben Sie an, wo der Katalog liegen soll</translation>
    </message>
    <message>
        <source>There is no picture to compare</source>
        <translation>Es gibt kein Bild zum Vergleichen</translation>
    </message>
    <message>
        <source>There is no shared memory</source>
        <translation>Es gibt keinen gemeinsamen Speicher</translation>
    </message>
    <message>
        <source>There is no such batch in the journal of moves</source>
        <translation>Einen solchen Vorgang gibt es im Protokoll der Verschiebungen nicht</translation>
    </message>
    <message>
        <source>There is no such embedding space</source>
        <translation>Einen solchen Embedding-Raum gibt es nicht</translation>
    </message>
    <message>
        <source>There is no such file</source>
        <translation>Eine solche Datei gibt es nicht</translation>
    </message>
    <message>
        <source>There is no such model folder, and no installed model of this name</source>
        <translation>Einen solchen Modellordner gibt es nicht, und kein Modell dieses Namens ist installiert</translation>
    </message>
    <message>
        <source>There is no such model folder, and no installed model of this name; installed are %1</source>
        <translation>Einen solchen Modellordner gibt es nicht, und kein Modell dieses Namens ist installiert; installiert sind %1</translation>
    </message>
    <message>
        <source>There is no tensor %1</source>
        <translation>Einen Tensor %1 gibt es nicht</translation>
    </message>
    <message>
        <source>There is no trash</source>
        <translation>Es gibt keinen Papierkorb</translation>
    </message>
    <message>
        <source>There is no usable device &quot;%1&quot; here, or this LibTorch was built without it; use auto or cpu</source>
        <translation>Hier gibt es kein benutzbares Gerät „%1“, oder dieses LibTorch wurde ohne gebaut; möglich sind auto oder cpu</translation>
    </message>
    <message>
        <source>There is not enough disk space for a backup of the catalog</source>
        <translation>Auf dem Datenträger ist nicht genug Platz für eine Sicherung des Katalogs</translation>
    </message>
    <message>
        <source>There is not enough disk space for the data</source>
        <translation>Auf dem Datenträger ist nicht genug Platz für die Daten</translation>
    </message>
    <message>
        <source>There is not enough disk space for the model</source>
        <translation>Auf dem Datenträger ist nicht genug Platz für das Modell</translation>
    </message>
    <message>
        <source>There is not enough memory for a decoder process</source>
        <translation>Für einen Dekodierprozess reicht der Arbeitsspeicher nicht</translation>
    </message>
    <message>
        <source>There is not enough memory for the index</source>
        <translation>Für den Index reicht der Arbeitsspeicher nicht</translation>
    </message>
    <message>
        <source>There is not enough memory for the search</source>
        <translation>Für die Suche reicht der Arbeitsspeicher nicht</translation>
    </message>
    <message>
        <source>There is not enough memory to download</source>
        <translation>Zum Herunterladen reicht der Arbeitsspeicher nicht</translation>
    </message>
    <message>
        <source>There is not enough memory to encode</source>
        <translation>Zum Lesen mit dem Modell reicht der Arbeitsspeicher nicht</translation>
    </message>
    <message>
        <source>There is not enough memory to look for pairs</source>
        <translation>Zu wenig Arbeitsspeicher, um nach Paaren zu suchen</translation>
    </message>
    <message>
        <source>There is not enough memory to read the file</source>
        <translation>Zu wenig Arbeitsspeicher, um die Datei zu lesen</translation>
    </message>
    <message>
        <source>There is not enough memory to use the catalog</source>
        <translation>Zu wenig Arbeitsspeicher, um den Katalog zu benutzen</translation>
    </message>
    <message>
        <source>There is not enough shared memory</source>
        <translation>Es gibt zu wenig gemeinsamen Speicher</translation>
    </message>
    <message>
        <source>There is nothing to search for</source>
        <translation>Es gibt nichts zu suchen</translation>
    </message>
    <message>
        <source>There is nothing to undo</source>
        <translation>Es gibt nichts rückgängig zu machen</translation>
    </message>
    <message>
        <source>There is too much metadata for one safetensors file</source>
        <translation>Für eine safetensors-Datei sind es zu viele Metadaten</translation>
    </message>
    <message>
        <source>This SQLite was built without support for threads</source>
        <translation>Dieses SQLite wurde ohne Unterstützung für Threads gebaut</translation>
    </message>
    <message>
        <source>This catalog is from an older Lookalike and must be upgraded, but it cannot be written to</source>
        <translation>Dieser Katalog stammt von einem älteren Lookalike und muss umgestellt werden, lässt sich aber nicht schreiben</translation>
    </message>
    <message>
        <source>This computer&apos;s oneDNN computes some convolutions wrongly, so slower code is used. A newer version of the library helps</source>
        <translation>Die oneDNN-Bibliothek dieses Computers berechnet manche Faltungen falsch, deshalb wird langsamerer Code benutzt. Eine neuere Version der Bibliothek hilft</translation>
    </message>
    <message>
        <source>This file belongs to the catalog</source>
        <translation>Diese Datei gehört zum Katalog</translation>
    </message>
    <message>
        <source>This file is not a catalog, or its beginning is damaged</source>
        <translation>Diese Datei ist kein Katalog, oder ihr Anfang ist beschädigt</translation>
    </message>
    <message>
        <source>This is %1, not safetensors. Lookalike opens only safetensors, because pickled models are programs. To convert: load the model in Python with transformers and call save_pretrained(FOLDER, safe_serialization=True)</source>
        <translation>Das ist %1, nicht safetensors. Lookalike öffnet nur safetensors, weil Modelle im Pickle-Format Programme sind. Zum Umwandeln: das Modell in Python mit transformers laden und save_pretrained(ORDNER, safe_serialization=True) aufrufen</translation>
    </message>
    <message>
        <source>This is a database, but not a catalog of Lookalike</source>
        <translation>Das ist eine Datenbank, aber kein Katalog von Lookalike</translation>
    </message>
    <message>
        <source>This is not a grant of memory</source>
        <translation>Das ist keine Zuteilung von Speicher</translation>
    </message>
    <message>
        <source>This is not a request to decode a picture</source>
        <translation>Das ist kein Auftrag, ein Bild zu dekodieren</translation>
    </message>
    <message>
        <source>This is not a safetensors file, or it is damaged</source>
        <translation>Das ist keine safetensors-Datei, oder sie ist beschädigt</translation>
    </message>
    <message>
        <source>This is not a task for a decoder</source>
        <translation>Das ist keine Aufgabe für einen Dekodierer</translation>
    </message>
    <message>
        <source>This is not a valid name for a model: %1. Use letters, digits, &apos;-&apos;, &apos;_&apos; and &apos;.&apos;</source>
        <translation>Das ist kein gültiger Name für ein Modell: %1. Erlaubt sind Buchstaben, Ziffern, „-“, „_“ und „.“</translation>
    </message>
    <message>
        <source>This is not an address to download from: %1</source>
        <translation>Das ist keine Adresse zum Herunterladen: %1</translation>
    </message>
    <message>
        <source>This kind of JPEG 2000 is not supported (its first component is subsampled)</source>
        <translation>Diese Art von JPEG 2000 wird nicht unterstützt (die erste Komponente ist unterabgetastet)</translation>
    </message>
    <message>
        <source>This kind of PNM is not supported (%1 values a pixel)</source>
        <translation>Diese Art von PNM wird nicht unterstützt (%1 Werte je Pixel)</translation>
    </message>
    <message>
        <source>This kind of TGA is not supported</source>
        <translation>Diese Art von TGA wird nicht unterstützt</translation>
    </message>
    <message>
        <source>This picture cannot be shown</source>
        <translation>Dieses Bild lässt sich nicht anzeigen</translation>
    </message>
    <message>
        <source>This preprocessing produces pictures of different sizes, which no encoder here takes: a fixed size or a centre crop is needed</source>
        <translation>Diese Vorbereitung ergibt verschieden große Bilder, die hier kein Modell annimmt: Nötig ist eine feste Größe oder ein Ausschnitt aus der Mitte</translation>
    </message>
    <message>
        <source>Today&apos;s backup of the catalog could not be made: %1</source>
        <translation>Die heutige Sicherung des Katalogs ist misslungen: %1</translation>
    </message>
    <message>
        <source>Too many levels of symbolic links</source>
        <translation>Zu viele symbolische Verknüpfungen hintereinander</translation>
    </message>
    <message>
        <source>Too many open files</source>
        <translation>Zu viele offene Dateien</translation>
    </message>
    <message>
        <source>What it carries cannot be kept: %1</source>
        <translation>Was es trägt, lässt sich nicht behalten: %1</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be a list of integers between %2 and %3</source>
        <translation>„%1“ muss eine Liste ganzer Zahlen zwischen %2 und %3 sein</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be a number</source>
        <translation>„%1“ muss eine Zahl sein</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be a string</source>
        <translation>„%1“ muss ein Text sein</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be an integer between %2 and %3</source>
        <translation>„%1“ muss eine ganze Zahl zwischen %2 und %3 sein</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be true or false</source>
        <translation>„%1“ muss true oder false sein</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must have two entries</source>
        <translation>„%1“ muss zwei Einträge haben</translation>
    </message>
    <message>
        <source>&quot;%1&quot; needs height and width, or shortest_edge</source>
        <translation>„%1“ braucht height und width oder shortest_edge</translation>
    </message>
    <message>
        <source>&quot;crop_pct&quot; is not valid</source>
        <translation>„crop_pct“ ist ungültig</translation>
    </message>
    <message>
        <source>&quot;crop_size&quot; is missing</source>
        <translation>„crop_size“ fehlt</translation>
    </message>
    <message>
        <source>&quot;crop_size&quot; needs height and width</source>
        <translation>„crop_size“ braucht height und width</translation>
    </message>
    <message>
        <source>&quot;groups_width&quot; does not divide a stage&apos;s channels</source>
        <translation>„groups_width“ teilt die Kanäle einer Stufe nicht</translation>
    </message>
    <message>
        <source>&quot;hidden_sizes&quot; and &quot;depths&quot; have different lengths</source>
        <translation>„hidden_sizes“ und „depths“ sind verschieden lang</translation>
    </message>
    <message>
        <source>&quot;image_std&quot; must be positive</source>
        <translation>„image_std“ muss positiv sein</translation>
    </message>
    <message>
        <source>&quot;layer_type&quot; must be basic or bottleneck</source>
        <translation>„layer_type“ muss basic oder bottleneck sein</translation>
    </message>
    <message>
        <source>&quot;layer_type&quot; must be x or y</source>
        <translation>„layer_type“ muss x oder y sein</translation>
    </message>
    <message>
        <source>&quot;mlp_ratio&quot; is out of bounds</source>
        <translation>„mlp_ratio“ liegt außerhalb der Grenzen</translation>
    </message>
    <message>
        <source>&quot;num_heads&quot; and &quot;depths&quot; have different lengths, or there are too many</source>
        <translation>„num_heads“ und „depths“ sind verschieden lang, oder es sind zu viele</translation>
    </message>
    <message>
        <source>&quot;num_stages&quot; and &quot;depths&quot; contradict each other</source>
        <translation>„num_stages“ und „depths“ widersprechen einander</translation>
    </message>
    <message>
        <source>&quot;size&quot; needs height and width</source>
        <translation>„size“ braucht height und width</translation>
    </message>
    <message>
        <source>&quot;size&quot; needs shortest_edge</source>
        <translation>„size“ braucht shortest_edge</translation>
    </message>
    <message>
        <source>a colour is missing</source>
        <translation>eine Farbe fehlt</translation>
    </message>
    <message>
        <source>a hole in the data before %1</source>
        <translation>eine Lücke in den Daten vor %1</translation>
    </message>
    <message>
        <source>a number is negative</source>
        <translation>eine Zahl ist negativ</translation>
    </message>
    <message>
        <source>a number is not an integer or is too large</source>
        <translation>eine Zahl ist nicht ganz oder zu groß</translation>
    </message>
    <message>
        <source>a number is too large</source>
        <translation>eine Zahl ist zu groß</translation>
    </message>
    <message>
        <source>a tensor&apos;s name is empty or too long</source>
        <translation>der Name eines Tensors ist leer oder zu lang</translation>
    </message>
    <message>
        <source>as asked</source>
        <translation>wie gewünscht</translation>
    </message>
    <message>
        <source>data_offsets needs two entries</source>
        <translation>data_offsets braucht zwei Einträge</translation>
    </message>
    <message>
        <source>dtype, shape or data_offsets is missing</source>
        <translation>dtype, shape oder data_offsets fehlt</translation>
    </message>
    <message>
        <source>it does not begin with {</source>
        <translation>er beginnt nicht mit {</translation>
    </message>
    <message>
        <source>it ends too early or is no WebP</source>
        <translation>es endet zu früh oder ist kein WebP</translation>
    </message>
    <message>
        <source>it ends too early</source>
        <translation>es endet zu früh</translation>
    </message>
    <message>
        <source>it has no colours</source>
        <translation>es hat keine Farben</translation>
    </message>
    <message>
        <source>it has no frame</source>
        <translation>es hat kein Einzelbild</translation>
    </message>
    <message>
        <source>it has no pixels</source>
        <translation>es hat keine Pixel</translation>
    </message>
    <message>
        <source>it has no preview</source>
        <translation>es hat keine Vorschau</translation>
    </message>
    <message>
        <source>it is not valid JSON at byte %1</source>
        <translation>ab Byte %1 ist er kein gültiges JSON</translation>
    </message>
    <message>
        <source>it was saved without a merged picture</source>
        <translation>es wurde ohne zusammengefügtes Bild gespeichert</translation>
    </message>
    <message>
        <source>its alpha is missing</source>
        <translation>die Transparenz fehlt</translation>
    </message>
    <message>
        <source>its channels</source>
        <translation>die Kanäle</translation>
    </message>
    <message>
        <source>its colours</source>
        <translation>die Farben</translation>
    </message>
    <message>
        <source>its compression</source>
        <translation>die Kompression</translation>
    </message>
    <message>
        <source>its data cannot be decoded</source>
        <translation>die Daten lassen sich nicht dekodieren</translation>
    </message>
    <message>
        <source>its data is corrupt</source>
        <translation>die Daten sind beschädigt</translation>
    </message>
    <message>
        <source>its depth</source>
        <translation>die Farbtiefe</translation>
    </message>
    <message>
        <source>its first frame has no pixels</source>
        <translation>das erste Einzelbild hat keine Pixel</translation>
    </message>
    <message>
        <source>its first frame is missing</source>
        <translation>das erste Einzelbild fehlt</translation>
    </message>
    <message>
        <source>its first frame lies outside the picture</source>
        <translation>das erste Einzelbild liegt außerhalb des Bildes</translation>
    </message>
    <message>
        <source>its header cannot be read</source>
        <translation>der Kopf lässt sich nicht lesen</translation>
    </message>
    <message>
        <source>its header has an impossible size</source>
        <translation>der Kopf hat eine unmögliche Größe</translation>
    </message>
    <message>
        <source>its layout is contradictory</source>
        <translation>der Aufbau ist widersprüchlich</translation>
    </message>
    <message>
        <source>its palette</source>
        <translation>die Farbpalette</translation>
    </message>
    <message>
        <source>its preview is too small</source>
        <translation>die Vorschau ist zu klein</translation>
    </message>
    <message>
        <source>its size is contradictory</source>
        <translation>die Größe ist widersprüchlich</translation>
    </message>
    <message>
        <source>low integrity</source>
        <translation>niedrige Integrität</translation>
    </message>
    <message>
        <source>none (%1)</source>
        <translation>nichts (%1)</translation>
    </message>
    <message>
        <source>null is not allowed</source>
        <translation>null ist nicht erlaubt</translation>
    </message>
    <message>
        <source>objects are nested too deeply</source>
        <translation>Objekte sind zu tief verschachtelt</translation>
    </message>
    <message>
        <source>separate processes (%1)</source>
        <translation>eigenen Prozessen (%1)</translation>
    </message>
    <message>
        <source>the data ends before it begins</source>
        <translation>die Daten enden, bevor sie beginnen</translation>
    </message>
    <message>
        <source>the element type is unknown: %1</source>
        <translation>der Elementtyp ist unbekannt: %1</translation>
    </message>
    <message>
        <source>the field is unknown: %1</source>
        <translation>das Feld ist unbekannt: %1</translation>
    </message>
    <message>
        <source>the field occurs twice: %1</source>
        <translation>das Feld kommt zweimal vor: %1</translation>
    </message>
    <message>
        <source>the file is too short for its tensors</source>
        <translation>die Datei ist zu kurz für ihre Tensoren</translation>
    </message>
    <message>
        <source>the name occurs twice</source>
        <translation>der Name kommt zweimal vor</translation>
    </message>
    <message>
        <source>the shape does not match the size of the data</source>
        <translation>die Form passt nicht zur Größe der Daten</translation>
    </message>
    <message>
        <source>there are bytes after the last tensor</source>
        <translation>nach dem letzten Tensor folgen noch Bytes</translation>
    </message>
    <message>
        <source>there is a zero byte in it</source>
        <translation>er enthält ein Nullbyte</translation>
    </message>
    <message>
        <source>too many tensors</source>
        <translation>zu viele Tensoren</translation>
    </message>
    <message>
        <source>true and false are not allowed</source>
        <translation>true und false sind nicht erlaubt</translation>
    </message>
    <message>
        <source>unexpected binary value</source>
        <translation>unerwarteter Binärwert</translation>
    </message>
    <message>
        <source>unexpected list</source>
        <translation>unerwartete Liste</translation>
    </message>
    <message>
        <source>unexpected number</source>
        <translation>unerwartete Zahl</translation>
    </message>
    <message>
        <source>unexpected text</source>
        <translation>unerwarteter Text</translation>
    </message>
    <message>
        <source>a GGUF file</source>
        <translation>eine GGUF-Datei</translation>
    </message>
    <message>
        <source>a PyTorch archive (.pt, .pth, .bin or TorchScript)</source>
        <translation>ein PyTorch-Archiv (.pt, .pth, .bin oder TorchScript)</translation>
    </message>
    <message>
        <source>a Python pickle (.pt, .pth, .bin)</source>
        <translation>eine Python-Pickle-Datei (.pt, .pth, .bin)</translation>
    </message>
    <message>
        <source>a file is in no known state</source>
        <translation>eine Datei hat keinen bekannten Zustand</translation>
    </message>
    <message>
        <source>a folder has no full path</source>
        <translation>ein Ordner hat keinen vollen Pfad</translation>
    </message>
    <message>
        <source>a path leads out of its folder</source>
        <translation>ein Pfad führt aus seinem Ordner hinaus</translation>
    </message>
    <message>
        <source>aborted</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>access violation</source>
        <translation>Speicherzugriffsverletzung</translation>
    </message>
    <message>
        <source>an HDF5 file</source>
        <translation>eine HDF5-Datei</translation>
    </message>
    <message>
        <source>damaged heap</source>
        <translation>beschädigter Heap</translation>
    </message>
    <message>
        <source>division by zero</source>
        <translation>Division durch null</translation>
    </message>
    <message>
        <source>error %1</source>
        <translation>Fehler %1</translation>
    </message>
    <message>
        <source>given up by the C library</source>
        <translation>von der C-Bibliothek beendet</translation>
    </message>
    <message>
        <source>illegal instruction</source>
        <translation>ungültiger Befehl</translation>
    </message>
    <message>
        <source>out of memory</source>
        <translation>kein Arbeitsspeicher</translation>
    </message>
    <message>
        <source>rows refer to rows that are missing</source>
        <translation>Zeilen verweisen auf Zeilen, die fehlen</translation>
    </message>
    <message>
        <source>stack overflow</source>
        <translation>Stapelüberlauf</translation>
    </message>
    <message>
        <source>Another drive is mounted here: none of the known photos is on it</source>
        <translation>Hier ist ein anderes Laufwerk eingebunden: Keines der bekannten Fotos ist darauf</translation>
    </message>
    <message>
        <source>The folder is empty, but photos of it are known: is its drive mounted?</source>
        <translation>Der Ordner ist leer, aber es sind Fotos darin bekannt: Ist sein Laufwerk eingebunden?</translation>
    </message>
    <message>
        <source>The folder is nested too deeply</source>
        <translation>Der Ordner ist zu tief verschachtelt</translation>
    </message>
    <message>
        <source>There is not enough memory to read this photo</source>
        <translation>Zu wenig Arbeitsspeicher, um dieses Foto zu lesen</translation>
    </message>
    <message>
        <source>The picture was damaged when it was last read</source>
        <translation>Das Bild war beim letzten Lesen beschädigt</translation>
    </message>
    <message>
        <source>This pattern would leave out nothing or everything: &quot;%1&quot;</source>
        <translation>Dieses Muster würde nichts oder alles auslassen: „%1“</translation>
    </message>
    <message>
        <source>Another file has this name</source>
        <translation>Eine andere Datei hat diesen Namen</translation>
    </message>
    <message>
        <source>Cannot determine where the folder is</source>
        <translation>Es lässt sich nicht feststellen, wo der Ordner liegt</translation>
    </message>
    <message>
        <source>Cannot move the file</source>
        <translation>Die Datei lässt sich nicht verschieben</translation>
    </message>
    <message>
        <source>Cannot open the folder</source>
        <translation>Der Ordner lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>Cannot read the copy</source>
        <translation>Die Kopie lässt sich nicht lesen</translation>
    </message>
    <message>
        <source>Cannot remove the original</source>
        <translation>Das Original lässt sich nicht entfernen</translation>
    </message>
    <message>
        <source>Cannot write the copy</source>
        <translation>Die Kopie lässt sich nicht schreiben</translation>
    </message>
    <message>
        <source>Cannot write to the folder</source>
        <translation>In den Ordner lässt sich nicht schreiben</translation>
    </message>
    <message>
        <source>Could not tell where the file is</source>
        <translation>Es ließ sich nicht feststellen, wo die Datei ist</translation>
    </message>
    <message>
        <source>Could not tell whether the file was copied</source>
        <translation>Es ließ sich nicht feststellen, ob die Datei kopiert wurde</translation>
    </message>
    <message>
        <source>It has changed since, so it stays where it is</source>
        <translation>Sie wurde seither geändert und bleibt deshalb, wo sie ist</translation>
    </message>
    <message>
        <source>It is in this folder already</source>
        <translation>Sie liegt schon in diesem Ordner</translation>
    </message>
    <message>
        <source>It is no longer where it went</source>
        <translation>Sie ist nicht mehr dort, wohin sie kam</translation>
    </message>
    <message>
        <source>Its original is not there as it was, so the copy stays</source>
        <translation>Das Original ist nicht mehr unverändert da, deshalb bleibt die Kopie</translation>
    </message>
    <message>
        <source>Its path could not be found again later</source>
        <translation>Der Pfad ließe sich später nicht wiederfinden</translation>
    </message>
    <message>
        <source>The folder has no free name for it</source>
        <translation>Im Ordner ist kein Name dafür frei</translation>
    </message>
    <message>
        <source>The folder that it went to is not there</source>
        <translation>Der Ordner, in den sie kam, ist nicht da</translation>
    </message>
    <message>
        <source>The library is read-only, so no photo can be moved</source>
        <translation>Die Bibliothek ist schreibgeschützt, deshalb kann kein Foto verschoben werden</translation>
    </message>
    <message>
        <source>The same photo is there already</source>
        <translation>Dasselbe Foto ist dort schon vorhanden</translation>
    </message>
    <message>
        <source>The system did not copy it</source>
        <translation>Das System hat sie nicht kopiert</translation>
    </message>
    <message>
        <source>A number of the file is not a whole one, or too large</source>
        <translation>Eine Zahl der Datei ist nicht ganz oder zu groß</translation>
    </message>
    <message>
        <source>A search needs at least one picture or word</source>
        <translation>Eine Suche braucht mindestens ein Bild oder Wort</translation>
    </message>
    <message>
        <source>A value of the file is too large</source>
        <translation>Ein Wert der Datei ist zu groß</translation>
    </message>
    <message>
        <source>Photos that words describe, in English; finer</source>
        <translation>Fotos, die Wörter beschreiben, auf Englisch; feiner</translation>
    </message>
    <message>
        <source>Photos that words describe, in English; quick</source>
        <translation>Fotos, die Wörter beschreiben, auf Englisch; schnell</translation>
    </message>
    <message>
        <source>Photos that words describe, in most languages; finer</source>
        <translation>Fotos, die Wörter beschreiben, in den meisten Sprachen; feiner</translation>
    </message>
    <message>
        <source>Photos that words describe, in most languages; quick</source>
        <translation>Fotos, die Wörter beschreiben, in den meisten Sprachen; schnell</translation>
    </message>
    <message>
        <source>The file has two fields &quot;model&quot;</source>
        <translation>Die Datei hat zwei Felder „model“</translation>
    </message>
    <message>
        <source>The folder has no tokenizer: none of the files tokenizer.json, spiece.model, vocab.json with merges.txt and vocab.txt</source>
        <translation>Der Ordner hat keinen Tokenizer: keine der Dateien tokenizer.json, spiece.model, vocab.json mit merges.txt und vocab.txt</translation>
    </message>
    <message>
        <source>The image processor &quot;%1&quot; is not supported. Supported are ViT, DeiT, CLIP, ChineseCLIP, Bit, ConvNext and Siglip</source>
        <translation>Der Bildprozessor „%1“ wird nicht unterstützt. Unterstützt werden ViT, DeiT, CLIP, ChineseCLIP, Bit, ConvNext und Siglip</translation>
    </message>
    <message>
        <source>The model %1 does not know these letters: %2. Models that know more languages: %3</source>
        <translation>Das Modell %1 kennt diese Buchstaben nicht: %2. Modelle, die mehr Sprachen kennen: %3</translation>
    </message>
    <message>
        <source>The model %1 knows pictures alone, not words</source>
        <translation>Das Modell %1 kennt nur Bilder, keine Wörter</translation>
    </message>
    <message>
        <source>The model %1 knows pictures alone, not words. Models that know words: %2</source>
        <translation>Das Modell %1 kennt nur Bilder, keine Wörter. Modelle, die Wörter kennen: %2</translation>
    </message>
    <message>
        <source>The model returned no numbers for the words</source>
        <translation>Das Modell hat für die Wörter keine Zahlen geliefert</translation>
    </message>
    <message>
        <source>The photo is protected</source>
        <translation>Das Foto ist geschützt</translation>
    </message>
    <message>
        <source>The regular expression %1 is not supported</source>
        <translation>Der reguläre Ausdruck %1 wird nicht unterstützt</translation>
    </message>
    <message>
        <source>The tensor %1 is not a table of numbers</source>
        <translation>Der Tensor %1 ist keine Tabelle von Zahlen</translation>
    </message>
    <message>
        <source>The text has too few or too many tokens</source>
        <translation>Der Text hat zu wenige oder zu viele Tokens</translation>
    </message>
    <message>
        <source>The tokenizer does not belong to the model: its &quot;vocab&quot; has %1 tokens, &quot;vocab_size&quot; is %2</source>
        <translation>Der Tokenizer gehört nicht zum Modell: Sein „vocab“ hat %1 Tokens, „vocab_size“ ist %2</translation>
    </message>
    <message>
        <source>The tokenizer gives the id %1, but the tensor %2 has %3 rows</source>
        <translation>Der Tokenizer liefert die Nummer %1, aber der Tensor %2 hat %3 Zeilen</translation>
    </message>
    <message>
        <source>The vocabulary has no token %1</source>
        <translation>Das Vokabular hat kein Token %1</translation>
    </message>
    <message>
        <source>The weights have no tensor %1</source>
        <translation>Die Gewichte haben keinen Tensor %1</translation>
    </message>
    <message>
        <source>There are no words to search for</source>
        <translation>Es gibt keine Wörter, nach denen gesucht werden kann</translation>
    </message>
    <message>
        <source>This file is a photo of the library</source>
        <translation>Diese Datei ist ein Foto der Bibliothek</translation>
    </message>
    <message>
        <source>Tokens without scores</source>
        <translation>Tokens ohne Bewertung</translation>
    </message>
    <message>
        <source>Words and pictures have embeddings of different sizes: %1 and %2</source>
        <translation>Wörter und Bilder haben Einbettungen verschiedener Größe: %1 und %2</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has a token that is too long</source>
        <translation>„%1“ hat ein Token, das zu lang ist</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has no scores</source>
        <translation>„%1“ hat keine Bewertungen</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has the id %2 twice</source>
        <translation>„%1“ hat die Nummer %2 zweimal</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has the id %2, which is not between 0 and %3</source>
        <translation>„%1“ hat die Nummer %2, die nicht zwischen 0 und %3 liegt</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has the token %2 twice</source>
        <translation>„%1“ hat das Token %2 zweimal</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is missing or empty</source>
        <translation>„%1“ fehlt oder ist leer</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not in the vocabulary</source>
        <translation>„%1“ ist nicht im Vokabular</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not the id of a token</source>
        <translation>„%1“ ist nicht die Nummer eines Tokens</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not what it should be</source>
        <translation>„%1“ ist nicht, was es sein soll</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is of a kind that is not supported: %2</source>
        <translation>„%1“ ist von einer Art, die nicht unterstützt wird: %2</translation>
    </message>
    <message>
        <source>&quot;%1&quot; lacks tokens of single bytes</source>
        <translation>„%1“ fehlen Tokens einzelner Bytes</translation>
    </message>
    <message>
        <source>&quot;merges&quot; has a line that is not two tokens</source>
        <translation>„merges“ hat eine Zeile, die nicht aus zwei Tokens besteht</translation>
    </message>
    <message>
        <source>&quot;merges&quot; has a token that is too long</source>
        <translation>„merges“ hat ein Token, das zu lang ist</translation>
    </message>
    <message>
        <source>&quot;merges&quot; has an entry that is not two tokens</source>
        <translation>„merges“ hat einen Eintrag, der nicht aus zwei Tokens besteht</translation>
    </message>
    <message>
        <source>&quot;merges&quot; has more than %1 entries</source>
        <translation>„merges“ hat mehr als %1 Einträge</translation>
    </message>
    <message>
        <source>&quot;merges&quot; joins %1 and %2, which are not in &quot;vocab&quot; with what they give</source>
        <translation>„merges“ verbindet %1 und %2, die mit ihrem Ergebnis nicht in „vocab“ stehen</translation>
    </message>
    <message>
        <source>&quot;precompiled_charsmap&quot; is damaged</source>
        <translation>„precompiled_charsmap“ ist beschädigt</translation>
    </message>
    <message>
        <source>&quot;vocab&quot; is not what it should be</source>
        <translation>„vocab“ ist nicht, was es sein soll</translation>
    </message>
    <message>
        <source>The pictures and words of the query cancel each other out</source>
        <translation>Die Bilder und Wörter der Anfrage heben einander auf</translation>
    </message>
    <message>
        <source>Loading the model was cancelled</source>
        <translation>Das Laden des Modells wurde abgebrochen</translation>
    </message>
    <message>
        <source>SigLIP 2 in the form NaFlex takes pictures of any size, which Lookalike does not support. Take it for pictures of one size, for example %1</source>
        <translation>SigLIP 2 in der Form NaFlex nimmt Bilder jeder Größe, was Lookalike nicht unterstützt. Nehmen Sie es für Bilder einer festen Größe, zum Beispiel %1</translation>
    </message>
    <message>
        <source>The model is in the form of open_clip, which Lookalike does not open. Take it in the form of transformers, for example %1</source>
        <translation>Das Modell liegt in der Form von open_clip vor, die Lookalike nicht öffnet. Nehmen Sie es in der Form von transformers, zum Beispiel %1</translation>
    </message>
    <message>
        <source>A fit needs at least two labels with %1 different photos each; there are %2</source>
        <translation>Eine Anpassung braucht mindestens zwei Bezeichnungen mit je %1 verschiedenen Fotos; es gibt %2</translation>
    </message>
    <message>
        <source>Among %1 photos with %2 labels, the fit finds more of what belongs together: mean average precision rises by %3 percentage points on photos that it was not made of</source>
        <translation>Unter %1 Fotos mit %2 Bezeichnungen findet die Anpassung mehr von dem, was zusammengehört: Die mittlere Trefferqualität steigt um %3 Prozentpunkte, gemessen an Fotos, aus denen sie nicht gemacht wurde</translation>
    </message>
    <message>
        <source>The fit does not find clearly more of what belongs together (%1 percentage points): the photos of a label look too different, or those of several labels too much alike, or a label has too few photos</source>
        <translation>Die Anpassung findet nicht deutlich mehr von dem, was zusammengehört (%1 Prozentpunkte): Die Fotos einer Bezeichnung sehen zu verschieden aus, die mehrerer Bezeichnungen zu ähnlich, oder eine Bezeichnung hat zu wenige Fotos</translation>
    </message>
    <message>
        <source>The gain of %1 percentage points may be chance: the same photos with shuffled labels gain nearly as much. More photos with labels would tell</source>
        <translation>Der Gewinn von %1 Prozentpunkten kann Zufall sein: Dieselben Fotos mit vertauschten Bezeichnungen gewinnen fast so viel. Mehr Fotos mit Bezeichnungen würden es zeigen</translation>
    </message>
    <message>
        <source>Another version of the program made the fit to the library: make it again</source>
        <translation>Eine andere Version des Programms hat die Anpassung an die Bibliothek gemacht: Machen Sie sie neu</translation>
    </message>
    <message>
        <source>Cannot delete the fit</source>
        <translation>Die Anpassung kann nicht gelöscht werden</translation>
    </message>
    <message>
        <source>Nothing is indexed yet, so there is nothing to fit to</source>
        <translation>Noch ist nichts eingelesen, darum gibt es nichts, woran angepasst werden könnte</translation>
    </message>
    <message>
        <source>The fit to the library belongs to another model: make it again</source>
        <translation>Die Anpassung an die Bibliothek gehört zu einem anderen Modell: Machen Sie sie neu</translation>
    </message>
    <message>
        <source>The fit to the library is damaged: make it again</source>
        <translation>Die Anpassung an die Bibliothek ist beschädigt: Machen Sie sie neu</translation>
    </message>
    <message>
        <source>There is no fit to the library</source>
        <translation>Es gibt keine Anpassung an die Bibliothek</translation>
    </message>
    <message>
        <source>This folder is not in a folder of the library</source>
        <translation>Dieser Ordner liegt in keinem Ordner der Bibliothek</translation>
    </message>
    <message>
        <source>macOS lets Lookalike use the trash only with Full Disk Access</source>
        <translation>macOS lässt Lookalike nur mit Festplattenvollzugriff an den Papierkorb</translation>
    </message>
    <message>
        <source>LibTorch reports an error: %1</source>
        <translation>LibTorch meldet einen Fehler: %1</translation>
    </message>
    <message>
        <source>The LibTorch module has version %1 of its interface, and this program needs version %2: install both from the same release</source>
        <translation>Das LibTorch-Modul hat Version %1 seiner Schnittstelle, und dieses Programm braucht Version %2: Installieren Sie beide aus derselben Veröffentlichung</translation>
    </message>
    <message>
        <source>The LibTorch module says nothing usable about the model</source>
        <translation>Das LibTorch-Modul sagt nichts Brauchbares über das Modell</translation>
    </message>
    <message>
        <source>There is not enough memory</source>
        <translation>Der Arbeitsspeicher reicht nicht aus</translation>
    </message>
    <message>
        <source>This is not the LibTorch module of this version of Lookalike</source>
        <translation>Das ist nicht das LibTorch-Modul dieser Version von Lookalike</translation>
    </message>
    <message>
        <source>Sidecars in a protected folder are not changed</source>
        <translation>Begleitdateien in einem geschützten Ordner werden nicht geändert</translation>
    </message>
    <message>
        <source>The folder is not there at present</source>
        <translation>Der Ordner ist zurzeit nicht da</translation>
    </message>
    <message>
        <source>The photo changed since it was indexed</source>
        <translation>Das Foto hat sich geändert, seit es eingelesen wurde</translation>
    </message>
    <message>
        <source>The sidecar changed at that moment</source>
        <translation>Die Begleitdatei hat sich in diesem Moment geändert</translation>
    </message>
    <message>
        <source>A concept cannot be merged with itself</source>
        <translation>Ein Konzept kann nicht mit sich selbst vereint werden</translation>
    </message>
    <message>
        <source>A concept has at most %1 pictures and words</source>
        <translation>Ein Konzept hat höchstens %1 Bilder und Wörter</translation>
    </message>
    <message>
        <source>A concept has nothing to search for</source>
        <translation>Ein Konzept hat nichts, wonach gesucht werden kann</translation>
    </message>
    <message>
        <source>A concept is not a picture</source>
        <translation>Ein Konzept ist kein Bild</translation>
    </message>
    <message>
        <source>A concept needs a name and finite numbers</source>
        <translation>Ein Konzept braucht einen Namen und endliche Zahlen</translation>
    </message>
    <message>
        <source>A concept needs a name</source>
        <translation>Ein Konzept braucht einen Namen</translation>
    </message>
    <message>
        <source>A concept needs a picture, words, or a photo that belongs to it</source>
        <translation>Ein Konzept braucht ein Bild, Wörter oder ein Foto, das dazugehört</translation>
    </message>
    <message>
        <source>A photo is not named by its content hash</source>
        <translation>Ein Foto ist nicht mit dem Hash seines Inhalts angegeben</translation>
    </message>
    <message>
        <source>A region has four numbers</source>
        <translation>Ein Ausschnitt hat vier Zahlen</translation>
    </message>
    <message>
        <source>A vector is not one of a picture</source>
        <translation>Ein Vektor ist nicht der eines Bildes</translation>
    </message>
    <message>
        <source>At most %1 photos can be marked for a concept</source>
        <translation>Für ein Konzept können höchstens %1 Fotos markiert werden</translation>
    </message>
    <message>
        <source>No photo has the keyword &quot;%1&quot;</source>
        <translation>Kein Foto hat das Stichwort „%1“</translation>
    </message>
    <message>
        <source>Nothing that &quot;%1&quot; was made from can be searched for at present: the photos are not in the library, or the model knows no words</source>
        <translation>Nichts, woraus „%1“ gemacht wurde, kann zurzeit gesucht werden: Die Fotos sind nicht in der Bibliothek, oder das Modell kennt keine Wörter</translation>
    </message>
    <message>
        <source>On %1 photos that it was not trained on, the fine-tuned model finds more of what belongs together than the general model does: mean average precision rises by %2 percentage points</source>
        <translation>Unter %1 Fotos, mit denen es nicht trainiert wurde, findet das nachtrainierte Modell mehr von dem, was zusammengehört, als das allgemeine: Die mittlere Trefferqualität steigt um %2 Prozentpunkte</translation>
    </message>
    <message>
        <source>The concepts were written by a newer Lookalike</source>
        <translation>Die Konzepte wurden von einem neueren Lookalike geschrieben</translation>
    </message>
    <message>
        <source>The file has no &quot;%1&quot; where it needs one</source>
        <translation>In der Datei fehlt „%1“, wo es nötig ist</translation>
    </message>
    <message>
        <source>The file holds no concepts</source>
        <translation>Die Datei enthält keine Konzepte</translation>
    </message>
    <message>
        <source>The fine-tuned model does not find clearly more of what belongs together than the general model does (%1 percentage points on %2 photos that it was not trained on)</source>
        <translation>Das nachtrainierte Modell findet nicht deutlich mehr von dem, was zusammengehört, als das allgemeine (%1 Prozentpunkte unter %2 Fotos, mit denen es nicht trainiert wurde)</translation>
    </message>
    <message>
        <source>The fine-tuned model finds more of what belongs together, but it changes what is alike among other photos: only %1 % of the nearest stay</source>
        <translation>Das nachtrainierte Modell findet mehr von dem, was zusammengehört, verändert aber, was sich unter anderen Fotos ähnelt: Nur %1 % der nächsten bleiben es</translation>
    </message>
    <message>
        <source>The fine-tuned model finds more of what belongs together, but too few photos of other kinds were held out to know whether these are found as before: %1 of at least %2</source>
        <translation>Das nachtrainierte Modell findet mehr von dem, was zusammengehört, aber um zu wissen, ob andere Fotos wie zuvor gefunden werden, wurden zu wenige davon zurückgehalten: %1 von mindestens %2</translation>
    </message>
    <message>
        <source>The gain of %1 percentage points on %2 photos may be chance. More photos with labels would tell</source>
        <translation>Der Gewinn von %1 Prozentpunkten unter %2 Fotos kann Zufall sein. Mehr Fotos mit Bezeichnungen würden es zeigen</translation>
    </message>
    <message>
        <source>The photo is no file any more, and not in the library</source>
        <translation>Das Foto ist keine Datei mehr und nicht in der Bibliothek</translation>
    </message>
    <message>
        <source>The strictness is a number from 0 to 1</source>
        <translation>Die Strenge ist eine Zahl von 0 bis 1</translation>
    </message>
    <message>
        <source>The words are too long</source>
        <translation>Die Wörter sind zu lang</translation>
    </message>
    <message>
        <source>There are at most %1 concepts</source>
        <translation>Es gibt höchstens %1 Konzepte</translation>
    </message>
    <message>
        <source>There is already a concept with the name &quot;%1&quot;</source>
        <translation>Es gibt schon ein Konzept mit dem Namen „%1“</translation>
    </message>
    <message>
        <source>There is no concept &quot;%1&quot;</source>
        <translation>Es gibt kein Konzept „%1“</translation>
    </message>
    <message>
        <source>There is no such concept</source>
        <translation>Dieses Konzept gibt es nicht</translation>
    </message>
    <message>
        <source>These are too many concepts for one file: export some of them at a time</source>
        <translation>Das sind zu viele Konzepte für eine Datei: Exportieren Sie einige davon auf einmal</translation>
    </message>
    <message>
        <source>Too few photos were held out to compare the models: %1 of at least %2</source>
        <translation>Zum Vergleich der Modelle wurden zu wenige Fotos zurückgehalten: %1 von mindestens %2</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has more than %2 entries</source>
        <translation>„%1“ hat mehr als %2 Einträge</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is empty</source>
        <translation>„%1“ ist leer</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is neither more nor less</source>
        <translation>„%1“ ist weder „more“ noch „less“</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a hexadecimal digit</source>
        <translation>„%1“ ist keine hexadezimale Ziffer</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a list</source>
        <translation>„%1“ ist keine Liste</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a number in its range</source>
        <translation>„%1“ ist keine Zahl im erlaubten Bereich</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a text</source>
        <translation>„%1“ ist kein Text</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is too long</source>
        <translation>„%1“ ist zu lang</translation>
    </message>
    <message>
        <source>A region is not a part of its picture</source>
        <translation>Ein Ausschnitt ist kein Teil seines Bildes</translation>
    </message>
</context>
<context>
    <name>lookalike::DataSection</name>
    <message>
        <source>&amp;Move or change…</source>
        <translation>Verschieben oder &amp;wechseln…</translation>
    </message>
    <message>
        <source>&amp;Default location</source>
        <translation>St&amp;andardort</translation>
    </message>
    <message>
        <source>Show in &amp;file manager</source>
        <translation>In &amp;Dateiverwaltung zeigen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Switches back to the catalog in the default location. The catalog in this folder is kept.</source>
        <translation>Wechselt zurück zum Katalog am Standardort. Der Katalog in diesem Ordner bleibt erhalten.</translation>
    </message>
    <message>
        <source>Catalog %1, search index %2. Backups and added models are stored in the same folder.</source>
        <translation>Katalog %1, Suchindex %2. Sicherungen und hinzugefügte Modelle sind im selben Ordner gespeichert.</translation>
    </message>
    <message>
        <source>Set on the command line, for this session only.</source>
        <translation>Auf der Befehlszeile festgelegt, nur für diese Sitzung.</translation>
    </message>
    <message>
        <source>Portable: everything is stored next to the program.</source>
        <translation>Portabel: Alles ist neben dem Programm gespeichert.</translation>
    </message>
    <message>
        <source>Choose a folder for the catalog</source>
        <translation>Ordner für den Katalog wählen</translation>
    </message>
    <message>
        <source>The catalog is already stored there.</source>
        <translation>Der Katalog ist schon dort gespeichert.</translation>
    </message>
    <message>
        <source>Catalog</source>
        <translation>Katalog</translation>
    </message>
    <message>
        <source>%1 already contains a catalog.</source>
        <translation>%1 enthält schon einen Katalog.</translation>
    </message>
    <message>
        <source>The current catalog stays where it is, and you can switch back to it.</source>
        <translation>Der jetzige Katalog bleibt, wo er ist, und Sie können zu ihm zurückwechseln.</translation>
    </message>
    <message>
        <source>&amp;Use that catalog</source>
        <translation>Jenen Katalog &amp;benutzen</translation>
    </message>
    <message>
        <source>Store the catalog in %1?</source>
        <translation>Den Katalog in %1 speichern?</translation>
    </message>
    <message>
        <source>Moving copies the catalog, its backups and the added models, verifies the copies, and then deletes the old files. Photos are not touched.</source>
        <translation>Beim Verschieben werden der Katalog, seine Sicherungen und die hinzugefügten Modelle kopiert, die Kopien geprüft und dann die alten Dateien gelöscht. Fotos werden nicht angerührt.</translation>
    </message>
    <message>
        <source>&amp;Move the catalog</source>
        <translation>Katalog &amp;verschieben</translation>
    </message>
    <message>
        <source>&amp;Create a new catalog</source>
        <translation>&amp;Neuen Katalog anlegen</translation>
    </message>
    <message>
        <source>The catalog is now stored in %1.</source>
        <translation>Der Katalog ist jetzt in %1 gespeichert.</translation>
    </message>
    <message>
        <source>Switched to another catalog.</source>
        <translation>Zu einem anderen Katalog gewechselt.</translation>
    </message>
</context>
<context>
    <name>lookalike::DateFilter</name>
    <message>
        <source>Taken from</source>
        <translation>Aufgenommen ab</translation>
    </message>
    <message>
        <source>Taken until</source>
        <translation>Aufgenommen bis</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>From %1</source>
        <translation>Ab %1</translation>
    </message>
    <message>
        <source>Until %1</source>
        <translation>Bis %1</translation>
    </message>
    <message>
        <source>Any date</source>
        <translation>Jedes Datum</translation>
    </message>
</context>
<context>
    <name>lookalike::DecisionBar</name>
    <message>
        <source>Nothing marked</source>
        <translation>Nichts markiert</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>List what goes, what stays and what is lost</source>
        <translation>Auflisten, was geht, was bleibt und was verloren geht</translation>
    </message>
    <message numerus="yes">
        <source>%1 from %Ln group(s), %2</source>
        <translation>
            <numerusform>%1 aus %Ln Gruppe, %2</numerusform>
            <numerusform>%1 aus %Ln Gruppen, %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Lost with %Ln photo(s): %1</source>
        <translation>
            <numerusform>Mit %Ln Foto entfällt: %1</numerusform>
            <numerusform>Mit %Ln Fotos entfällt: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lookalike::DecisionsDialog</name>
    <message>
        <source>Revoke</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>Entscheidungen</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Entscheidung</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>No decisions yet. “Not duplicates” and “Keep all” are remembered here.</source>
        <translation>Noch keine Entscheidungen. „Keine Duplikate“ und „Alle behalten“ werden hier gemerkt.</translation>
    </message>
    <message>
        <source>These groups are not shown again, even if their photos move. Revoke a decision to see its group again.</source>
        <translation>Diese Gruppen werden nicht mehr gezeigt, auch wenn ihre Fotos verschoben werden. Nehmen Sie eine Entscheidung zurück, um ihre Gruppe wieder zu sehen.</translation>
    </message>
</context>
<context>
    <name>lookalike::DetailsPanel</name>
    <message>
        <source>Contains</source>
        <translation>Enthält</translation>
    </message>
    <message>
        <source>N</source>
        <comment>north</comment>
        <translation>N</translation>
    </message>
    <message>
        <source>S</source>
        <comment>south</comment>
        <translation>S</translation>
    </message>
    <message>
        <source>E</source>
        <comment>east</comment>
        <translation>O</translation>
    </message>
    <message>
        <source>W</source>
        <comment>west</comment>
        <translation>W</translation>
    </message>
    <message>
        <source>Select a photo to see its details</source>
        <translation>Ein Foto auswählen, um Einzelheiten zu sehen</translation>
    </message>
    <message>
        <source>Find similar</source>
        <translation>Ähnliche finden</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Aufgenommen</translation>
    </message>
    <message>
        <source>Modified</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Lens</source>
        <translation>Objektiv</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message numerus="yes">
        <source>%Ln identical files</source>
        <translation>
            <numerusform>%Ln identische Datei</numerusform>
            <numerusform>%Ln identische Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>Show %1 in its folder</source>
        <translation>%1 in seinem Ordner zeigen</translation>
    </message>
    <message>
        <source>Related files</source>
        <translation>Zugehörige Dateien</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>Dateiname</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Erneut nachsehen</translation>
    </message>
    <message>
        <source>Protected</source>
        <translation>Geschützt</translation>
    </message>
    <message>
        <source>Never goes to the trash</source>
        <translation>Kommt nie in den Papierkorb</translation>
    </message>
    <message>
        <source>Its folder is protected</source>
        <translation>Der Ordner ist geschützt</translation>
    </message>
    <message>
        <source>Closest example</source>
        <translation>Nächstes Beispiel</translation>
    </message>
    <message>
        <source>It is an example itself</source>
        <translation>Es ist selbst ein Beispiel</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>lookalike::Drop</name>
    <message>
        <source>Picture without a file</source>
        <translation>Bild ohne Datei</translation>
    </message>
</context>
<context>
    <name>lookalike::DropTarget</name>
    <message>
        <source>Add this folder</source>
        <translation>Diesen Ordner hinzufügen</translation>
    </message>
    <message>
        <source>Add this picture to the query</source>
        <translation>Dieses Bild zur Anfrage hinzufügen</translation>
    </message>
    <message>
        <source>Search with this picture</source>
        <translation>Mit diesem Bild suchen</translation>
    </message>
</context>
<context>
    <name>lookalike::DuplicatesPage</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undo the previous step</source>
        <translation>Den vorigen Schritt rückgängig machen</translation>
    </message>
    <message>
        <source>Photos in %1 are now protected from the trash.</source>
        <translation>Fotos in %1 sind jetzt vor dem Papierkorb geschützt.</translation>
    </message>
    <message>
        <source>Photos in %1 are no longer protected from the trash.</source>
        <translation>Fotos in %1 sind nicht mehr vor dem Papierkorb geschützt.</translation>
    </message>
    <message>
        <source>&amp;Duplicates</source>
        <translation>&amp;Duplikate</translation>
    </message>
</context>
<context>
    <name>lookalike::EmptyState</name>
    <message>
        <source>Restore a backup…</source>
        <translation>Eine Sicherung wiederherstellen…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Drop a folder of photos here</source>
        <translation>Einen Ordner mit Fotos hierher ziehen</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Ordner wählen…</translation>
    </message>
    <message>
        <source>There are no photos to show yet</source>
        <translation>Noch keine Fotos</translation>
    </message>
    <message>
        <source>Photos appear as soon as they are read.</source>
        <translation>Fotos erscheinen, sobald sie gelesen sind.</translation>
    </message>
    <message>
        <source>Add a folder with photos.</source>
        <translation>Einen Ordner mit Fotos hinzufügen.</translation>
    </message>
</context>
<context>
    <name>lookalike::ExclusionsDialog</name>
    <message>
        <source>Leave out of %1</source>
        <translation>Auslassen in %1</translation>
    </message>
    <message>
        <source>Files and folders with these names or paths are no part of the library, one pattern a line: raw, *.gif, */screenshots/*. An asterisk stands for any text. The files are not changed.</source>
        <translation>Dateien und Ordner mit diesen Namen oder Pfaden werden nicht durchsucht, ein Muster je Zeile: raw, *.gif, */screenshots/*. Ein Stern steht für beliebigen Text. Die Dateien werden nicht geändert.</translation>
    </message>
    <message>
        <source>What is left out, one pattern a line</source>
        <translation>Was ausgelassen wird, ein Muster je Zeile</translation>
    </message>
    <message>
        <source>&amp;Leave out a folder…</source>
        <translation>&amp;Ordner auslassen…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>Leave out a folder</source>
        <translation>Ordner auslassen</translation>
    </message>
    <message>
        <source>Choose a folder in %1.</source>
        <translation>Wählen Sie einen Ordner in %1.</translation>
    </message>
</context>
<context>
    <name>lookalike::ExclusionsSection</name>
    <message>
        <source>Lea&amp;ve out…</source>
        <translation>Ni&amp;cht durchsuchen…</translation>
    </message>
    <message>
        <source>Choose files and folders that are no part of the library</source>
        <translation>Dateien und Ordner wählen, die nicht durchsucht werden</translation>
    </message>
</context>
<context>
    <name>lookalike::FailedTile</name>
    <message>
        <source>No longer there</source>
        <translation>Nicht mehr vorhanden</translation>
    </message>
    <message>
        <source>Cannot be shown</source>
        <translation>Nicht darstellbar</translation>
    </message>
</context>
<context>
    <name>lookalike::FailuresDialog</name>
    <message>
        <source>Retry all</source>
        <translation>Alle erneut versuchen</translation>
    </message>
    <message>
        <source>Photos that could not be read</source>
        <translation>Nicht lesbare Fotos</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>All photos could be read.</source>
        <translation>Alle Fotos ließen sich lesen.</translation>
    </message>
    <message>
        <source>%1. The files were not changed. All other photos are ready to search.</source>
        <translation>%1. Die Dateien wurden nicht verändert. Alle anderen Fotos lassen sich durchsuchen.</translation>
    </message>
</context>
<context>
    <name>lookalike::FailuresModel</name>
    <message>
        <source>Could not be read</source>
        <translation>Ließ sich nicht lesen</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
</context>
<context>
    <name>lookalike::FailuresTable</name>
    <message>
        <source>Show file</source>
        <translation>Datei zeigen</translation>
    </message>
    <message>
        <source>Copy list</source>
        <translation>Liste kopieren</translation>
    </message>
</context>
<context>
    <name>lookalike::FilterBar</name>
    <message>
        <source>Any shape</source>
        <translation>Jede Form</translation>
    </message>
    <message>
        <source>Landscape</source>
        <translation>Querformat</translation>
    </message>
    <message>
        <source>Portrait</source>
        <translation>Hochformat</translation>
    </message>
    <message>
        <source>Square</source>
        <translation>Quadratisch</translation>
    </message>
    <message>
        <source>At least %1 MP</source>
        <translation>Mindestens %1 MP</translation>
    </message>
    <message>
        <source>Under %1 MP</source>
        <translation>Unter %1 MP</translation>
    </message>
    <message>
        <source>Any size</source>
        <translation>Jede Größe</translation>
    </message>
    <message>
        <source>From a camera</source>
        <translation>Nur Kamerafotos</translation>
    </message>
    <message>
        <source>Only photos with a camera name or a capture date</source>
        <translation>Nur Fotos mit Kameraname oder Aufnahmedatum</translation>
    </message>
    <message>
        <source>Only originals</source>
        <translation>Nur Originale</translation>
    </message>
    <message>
        <source>Hides smaller, cropped or edited copies that the search for duplicates has found</source>
        <translation>Blendet verkleinerte, beschnittene oder bearbeitete Kopien aus, die die Duplikatsuche gefunden hat</translation>
    </message>
    <message>
        <source>Only originals, no copies</source>
        <translation>Nur Originale, keine Kopien</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Filter aufheben</translation>
    </message>
    <message>
        <source>Any format</source>
        <translation>Jedes Format</translation>
    </message>
    <message numerus="yes">
        <source>%Ln formats</source>
        <translation>
            <numerusform>%Ln Format</numerusform>
            <numerusform>%Ln Formate</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lookalike::FitCommands</name>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>F&amp;it searches to labels…</source>
        <translation>Suche an &amp;Bezeichnungen anpassen…</translation>
    </message>
    <message numerus="yes">
        <source>Searches are now fitted to %Ln label(s).</source>
        <translation>
            <numerusform>Die Suche ist jetzt an %Ln Bezeichnung angepasst.</numerusform>
            <numerusform>Die Suche ist jetzt an %Ln Bezeichnungen angepasst.</numerusform>
        </translation>
    </message>
    <message>
        <source>The fit was removed. Searches find what they found before it.</source>
        <translation>Die Anpassung wurde entfernt. Suchen finden wieder, was sie davor fanden.</translation>
    </message>
    <message>
        <source>Undone.</source>
        <translation>Rückgängig gemacht.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>lookalike::FitDialog</name>
    <message>
        <source>&amp;Remove fit</source>
        <translation>Anpassung &amp;entfernen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Use it</source>
        <translation>&amp;Verwenden</translation>
    </message>
    <message>
        <source>Fit searches to this library</source>
        <translation>Suche an diese Bibliothek anpassen</translation>
    </message>
    <message>
        <source>Searches can learn from labels which photos belong together. Choose where the labels of your photos come from. At least two labels need five photos each.</source>
        <translation>Suchen können aus Bezeichnungen lernen, welche Fotos zusammengehören. Wählen Sie, woher die Bezeichnungen Ihrer Fotos kommen. Mindestens zwei Bezeichnungen brauchen je fünf Fotos.</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Looking for labels…</source>
        <translation>Bezeichnungen werden gesucht…</translation>
    </message>
    <message>
        <source>Trying searches with and without a fit…</source>
        <translation>Suchen mit und ohne Anpassung werden ausprobiert…</translation>
    </message>
    <message>
        <source>Searching for examples…</source>
        <translation>Beispiele werden gesucht…</translation>
    </message>
    <message>
        <source>Stopped. Nothing was changed.</source>
        <translation>Abgebrochen. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>&amp;Not now</source>
        <translation>&amp;Jetzt nicht</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>C&amp;heck</source>
        <translation>&amp;Prüfen</translation>
    </message>
</context>
<context>
    <name>lookalike::FitPreviewView</name>
    <message>
        <source>Search for %1 (%2)</source>
        <translation>Suche nach %1 (%2)</translation>
    </message>
    <message>
        <source>The photo that is searched for</source>
        <translation>Das Foto, nach dem gesucht wird</translation>
    </message>
    <message>
        <source>Without the fit</source>
        <translation>Ohne Anpassung</translation>
    </message>
    <message>
        <source>With the fit</source>
        <translation>Mit Anpassung</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <translation>%1, %2: %3</translation>
    </message>
    <message>
        <source>✓ %1</source>
        <translation>✓ %1</translation>
    </message>
    <message>
        <source>%1, has the label</source>
        <translation>%1, hat die Bezeichnung</translation>
    </message>
</context>
<context>
    <name>lookalike::FitSign</name>
    <message>
        <source>Fit not used</source>
        <translation>Anpassung nicht verwendet</translation>
    </message>
    <message>
        <source>Fitted to labels</source>
        <translation>An Bezeichnungen angepasst</translation>
    </message>
</context>
<context>
    <name>lookalike::FitSourceBox</name>
    <message>
        <source>&amp;Folder names</source>
        <translation>&amp;Ordnernamen</translation>
    </message>
    <message>
        <source>Each folder of the library is a label for the photos in it</source>
        <translation>Jeder Ordner der Bibliothek ist eine Bezeichnung für die Fotos darin</translation>
    </message>
    <message>
        <source>&amp;Keywords</source>
        <translation>&amp;Stichwörter</translation>
    </message>
    <message>
        <source>That the photos and their sidecar files have</source>
        <translation>Aus den Fotos und ihren Begleitdateien</translation>
    </message>
    <message>
        <source>&amp;Examples in a folder</source>
        <translation>&amp;Beispiele in einem Ordner</translation>
    </message>
    <message>
        <source>Each subfolder is a label</source>
        <translation>Jeder Unterordner ist eine Bezeichnung</translation>
    </message>
    <message>
        <source>&amp;Choose folder…</source>
        <translation>Ordner &amp;wählen…</translation>
    </message>
    <message>
        <source>No folder chosen</source>
        <translation>Kein Ordner gewählt</translation>
    </message>
    <message>
        <source>Choose a folder with one subfolder per label</source>
        <translation>Einen Ordner mit einem Unterordner je Bezeichnung wählen</translation>
    </message>
    <message>
        <source>C&amp;oncepts</source>
        <translation>&amp;Konzepte</translation>
    </message>
    <message>
        <source>Those that photos were marked as examples of</source>
        <translation>Zu denen Fotos als Beispiele markiert wurden</translation>
    </message>
</context>
<context>
    <name>lookalike::FitText</name>
    <message>
        <source>folder names</source>
        <translation>Ordnernamen</translation>
    </message>
    <message>
        <source>keywords</source>
        <translation>Stichwörtern</translation>
    </message>
    <message numerus="yes">
        <source>%Ln label(s) from %1</source>
        <translation>
            <numerusform>%Ln Bezeichnung aus %1</numerusform>
            <numerusform>%Ln Bezeichnungen aus %1</numerusform>
        </translation>
    </message>
    <message>
        <source>There is a fit that searches ignore. %1.</source>
        <translation>Es gibt eine Anpassung, die Suchen nicht verwenden. %1.</translation>
    </message>
    <message>
        <source>Searches are not fitted.</source>
        <translation>Die Suche ist nicht angepasst.</translation>
    </message>
    <message>
        <source>Searches are fitted to %1.</source>
        <translation>Die Suche ist an %1 angepasst.</translation>
    </message>
    <message>
        <source>Searches are fitted to %1 since %2.</source>
        <translation>Die Suche ist seit %2 an %1 angepasst.</translation>
    </message>
    <message>
        <source>With this fit, searches find more of what belongs together: the mean precision rises by %1 percentage points, measured on photos that the fit was not made of. It is made of %2 with %3.</source>
        <translation>Mit dieser Anpassung finden Suchen mehr von dem, was zusammengehört: Die mittlere Genauigkeit steigt um %1 Prozentpunkte, gemessen an Fotos, aus denen die Anpassung nicht gemacht ist. Sie ist aus %2 mit %3 gemacht.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln label(s)</source>
        <translation>
            <numerusform>%Ln Bezeichnung</numerusform>
            <numerusform>%Ln Bezeichnungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Searches stay as they are. %1.</source>
        <translation>Die Suche bleibt, wie sie ist. %1.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) could not be read.</source>
        <translation>
            <numerusform>%Ln Foto konnte nicht gelesen werden.</numerusform>
            <numerusform>%Ln Fotos konnten nicht gelesen werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 have the label</source>
        <translation>%1 von %2 haben die Bezeichnung</translation>
    </message>
    <message>
        <source>Searches for %1 with labels were tried: %2 found more of their label among the first results, %3 found fewer. Below are the one that gains most, one in the middle, and the one that gains least.</source>
        <translation>Suchen nach %1 mit Bezeichnungen wurden ausprobiert: %2 fanden mehr von ihrer Bezeichnung unter den ersten Ergebnissen, %3 fanden weniger. Darunter stehen die, die am meisten gewinnt, eine aus der Mitte und die, die am wenigsten gewinnt.</translation>
    </message>
    <message>
        <source>concepts</source>
        <translation>Konzepten</translation>
    </message>
</context>
<context>
    <name>lookalike::FolderCommands</name>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>&amp;Add folder…</source>
        <translation>Ordner &amp;hinzufügen…</translation>
    </message>
    <message>
        <source>Ctrl+Shift+O</source>
        <translation>Ctrl+Shift+O</translation>
    </message>
    <message>
        <source>Add a folder of photos</source>
        <translation>Einen Ordner mit Fotos hinzufügen</translation>
    </message>
    <message>
        <source>%1 was removed from the library. Its files were not changed.</source>
        <translation>%1 wurde aus der Bibliothek entfernt. Die Dateien wurden nicht verändert.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>%1 is read-only, so its photos never go to the trash.</source>
        <translation>%1 ist schreibgeschützt, darum kommen Fotos von dort nie in den Papierkorb.</translation>
    </message>
    <message>
        <source>%1 is on a network drive, so its photos never go to the trash.</source>
        <translation>%1 liegt auf einem Netzlaufwerk, darum kommen Fotos von dort nie in den Papierkorb.</translation>
    </message>
    <message>
        <source>%1 looks like a backup, so its photos never go to the trash.</source>
        <translation>%1 sieht nach einer Sicherung aus, darum kommen Fotos von dort nie in den Papierkorb.</translation>
    </message>
    <message>
        <source>Remove protection</source>
        <translation>Schutz aufheben</translation>
    </message>
    <message>
        <source>%1 is left out of the library. Its files were not changed.</source>
        <translation>%1 gehört nicht mehr zur Bibliothek. Die Dateien darin wurden nicht verändert.</translation>
    </message>
</context>
<context>
    <name>lookalike::FolderFilter</name>
    <message>
        <source>Another folder…</source>
        <translation>Anderer Ordner…</translation>
    </message>
    <message>
        <source>With subfolders</source>
        <translation>Mit Unterordnern</translation>
    </message>
    <message>
        <source>Show only photos of a folder</source>
        <translation>Nur Fotos eines Ordners zeigen</translation>
    </message>
    <message>
        <source>All folders</source>
        <translation>Alle Ordner</translation>
    </message>
    <message numerus="yes">
        <source>%Ln folders</source>
        <translation>
            <numerusform>%Ln Ordner</numerusform>
            <numerusform>%Ln Ordner</numerusform>
        </translation>
    </message>
    <message>
        <source>Directly in %1</source>
        <comment>the name of a folder</comment>
        <translation>Direkt in %1</translation>
    </message>
</context>
<context>
    <name>lookalike::FolderTrail</name>
    <message>
        <source>Include subfolders</source>
        <translation>Mit Unterordnern</translation>
    </message>
    <message>
        <source>Show the photos of all folders</source>
        <translation>Die Fotos aller Ordner zeigen</translation>
    </message>
    <message>
        <source>All photos</source>
        <translation>Alle Fotos</translation>
    </message>
    <message>
        <source>Folders in it</source>
        <translation>Ordner darin</translation>
    </message>
    <message>
        <source>Folders in %1</source>
        <translation>Ordner in %1</translation>
    </message>
</context>
<context>
    <name>lookalike::FolderTree</name>
    <message>
        <source>Folders in the library</source>
        <translation>Ordner der Bibliothek</translation>
    </message>
</context>
<context>
    <name>lookalike::FoldersModel</name>
    <message>
        <source>Offline, %1 known</source>
        <translation>Nicht erreichbar, %1 bekannt</translation>
    </message>
    <message>
        <source>%1, %2 to read</source>
        <translation>%1, %2 zu lesen</translation>
    </message>
    <message>
        <source>%1, protected</source>
        <translation>%1, geschützt</translation>
    </message>
</context>
<context>
    <name>lookalike::FoldersPanel</name>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Check for new and changed photos</source>
        <translation>Nach neuen und geänderten Fotos suchen</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>Search only in this folder</source>
        <translation>Nur in diesem Ordner suchen</translation>
    </message>
    <message>
        <source>Show in file manager</source>
        <translation>In Dateiverwaltung zeigen</translation>
    </message>
    <message>
        <source>Remove protection</source>
        <translation>Schutz aufheben</translation>
    </message>
    <message>
        <source>Protect this folder</source>
        <translation>Diesen Ordner schützen</translation>
    </message>
    <message>
        <source>Photos in protected folders never go to the trash</source>
        <translation>Fotos in geschützten Ordnern kommen nie in den Papierkorb</translation>
    </message>
    <message>
        <source>Remove from library (files stay)</source>
        <translation>Aus der Bibliothek entfernen (Dateien bleiben)</translation>
    </message>
    <message>
        <source>Leave out…</source>
        <translation>Auslassen…</translation>
    </message>
    <message>
        <source>Choose files and folders that are no part of the library</source>
        <translation>Dateien und Ordner wählen, die nicht durchsucht werden</translation>
    </message>
    <message>
        <source>Show its photos</source>
        <translation>Seine Fotos zeigen</translation>
    </message>
    <message>
        <source>Leave out of the library</source>
        <translation>In der Bibliothek auslassen</translation>
    </message>
</context>
<context>
    <name>lookalike::GridBar</name>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>&amp;Crop thumbnails to squares</source>
        <translation>Vorschaubilder auf &amp;Quadrate beschneiden</translation>
    </message>
    <message>
        <source>Ctrl+K</source>
        <translation>Ctrl+K</translation>
    </message>
    <message>
        <source>&amp;Larger thumbnails</source>
        <translation>&amp;Größere Vorschaubilder</translation>
    </message>
    <message>
        <source>&amp;Smaller thumbnails</source>
        <translation>&amp;Kleinere Vorschaubilder</translation>
    </message>
    <message>
        <source>Thumbnail size</source>
        <translation>Größe der Vorschaubilder</translation>
    </message>
    <message>
        <source>Thumbnail size (Ctrl + mouse wheel)</source>
        <translation>Größe der Vorschaubilder (Strg + Mausrad)</translation>
    </message>
</context>
<context>
    <name>lookalike::GroupsList</name>
    <message>
        <source>Groups of duplicates</source>
        <translation>Gruppen von Duplikaten</translation>
    </message>
</context>
<context>
    <name>lookalike::GroupsModel</name>
    <message>
        <source>%1
%2</source>
        <translation>%1
%2</translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <translation>%1, %2, %3</translation>
    </message>
    <message>
        <source>%1, %2, frees %3, %4</source>
        <translation>%1, %2, spart %3, %4</translation>
    </message>
    <message numerus="yes">
        <source>%1, %Ln marked</source>
        <translation>
            <numerusform>%1, %Ln markiert</numerusform>
            <numerusform>%1, %Ln markiert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s), frees %1</source>
        <translation>
            <numerusform>%Ln Foto, spart %1</numerusform>
            <numerusform>%Ln Fotos, spart %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln marked</source>
        <translation>
            <numerusform>%Ln markiert</numerusform>
            <numerusform>%Ln markiert</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lookalike::GroupsPanel</name>
    <message>
        <source>Largest saving first</source>
        <translation>Größte Ersparnis zuerst</translation>
    </message>
    <message>
        <source>By kind</source>
        <translation>Nach Art</translation>
    </message>
    <message>
        <source>Most photos first</source>
        <translation>Meiste Fotos zuerst</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>Neueste zuerst</translation>
    </message>
    <message numerus="yes">
        <source>%Ln group(s), frees %1</source>
        <translation>
            <numerusform>%Ln Gruppe, spart %1</numerusform>
            <numerusform>%Ln Gruppen, spart %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln group(s)</source>
        <translation>
            <numerusform>%Ln Gruppe</numerusform>
            <numerusform>%Ln Gruppen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>kind of group, how many</comment>
        <translation>%1 %2</translation>
    </message>
    <message numerus="yes">
        <source>Show only: %1, %Ln group(s)</source>
        <translation>
            <numerusform>Nur zeigen: %1, %Ln Gruppe</numerusform>
            <numerusform>Nur zeigen: %1, %Ln Gruppen</numerusform>
        </translation>
    </message>
    <message>
        <source>Similar photos together</source>
        <translation>Ähnliche Fotos beieinander</translation>
    </message>
</context>
<context>
    <name>lookalike::HeaderBar</name>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>No model</source>
        <translation>Kein Modell</translation>
    </message>
    <message>
        <source>Getting ready…</source>
        <translation>Wird vorbereitet…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln Foto</numerusform>
            <numerusform>%Ln Fotos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lookalike::IndexingCommands</name>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>&amp;Check for new photos</source>
        <translation>Nach &amp;neuen Fotos suchen</translation>
    </message>
    <message>
        <source>F5</source>
        <translation>F5</translation>
    </message>
    <message>
        <source>&amp;Pause reading</source>
        <translation>Einlesen &amp;unterbrechen</translation>
    </message>
    <message>
        <source>Ctrl+P</source>
        <translation>Ctrl+P</translation>
    </message>
    <message>
        <source>Photos that could not be &amp;read…</source>
        <translation>Nicht &amp;lesbare Fotos…</translation>
    </message>
    <message>
        <source>Ctrl+Shift+F</source>
        <translation>Ctrl+Shift+F</translation>
    </message>
</context>
<context>
    <name>lookalike::KeeperRulesDialog</name>
    <message>
        <source>Rules for what to keep</source>
        <translation>Regeln, was behalten wird</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Order of the rules</source>
        <translation>Reihenfolge der Regeln</translation>
    </message>
    <message>
        <source>The first rule in which two photos differ decides which one is kept.</source>
        <translation>Die erste Regel, in der sich zwei Fotos unterscheiden, entscheidet, welches behalten wird.</translation>
    </message>
    <message>
        <source>Rules, most important first</source>
        <translation>Regeln, die wichtigste zuerst</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move up (Alt+Up)</source>
        <translation>Nach oben (Alt+Auf)</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Move down (Alt+Down)</source>
        <translation>Nach unten (Alt+Ab)</translation>
    </message>
    <message>
        <source>Alt+Up</source>
        <translation>Alt+Up</translation>
    </message>
    <message>
        <source>Alt+Down</source>
        <translation>Alt+Down</translation>
    </message>
    <message>
        <source>Protected folders</source>
        <translation>Geschützte Ordner</translation>
    </message>
    <message>
        <source>Photos in these folders and their subfolders never go to the trash.</source>
        <translation>Fotos in diesen Ordnern und ihren Unterordnern kommen nie in den Papierkorb.</translation>
    </message>
    <message>
        <source>Protect a folder…</source>
        <translation>Ordner schützen…</translation>
    </message>
    <message>
        <source>Remove protection</source>
        <translation>Schutz aufheben</translation>
    </message>
    <message>
        <source>Protect a folder</source>
        <translation>Ordner schützen</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <comment>place, rule</comment>
        <translation>%1. %2</translation>
    </message>
</context>
<context>
    <name>lookalike::LibraryCommands</name>
    <message>
        <source>All photos</source>
        <translation>Alle Fotos</translation>
    </message>
    <message>
        <source>Sort by &amp;date</source>
        <translation>Nach &amp;Datum sortieren</translation>
    </message>
    <message>
        <source>Sort by &amp;folder</source>
        <translation>Nach &amp;Ordner sortieren</translation>
    </message>
    <message>
        <source>Sort by &amp;name</source>
        <translation>Nach &amp;Name sortieren</translation>
    </message>
    <message>
        <source>Sort by &amp;size</source>
        <translation>Nach &amp;Größe sortieren</translation>
    </message>
    <message>
        <source>Sort by &amp;likeness</source>
        <translation>Nach Ähn&amp;lichkeit sortieren</translation>
    </message>
    <message>
        <source>N&amp;ewest first</source>
        <translation>N&amp;eueste zuerst</translation>
    </message>
    <message>
        <source>&amp;Oldest first</source>
        <translation>Ä&amp;lteste zuerst</translation>
    </message>
    <message>
        <source>Show &amp;bursts as one</source>
        <translation>&amp;Serien als ein Foto zeigen</translation>
    </message>
    <message>
        <source>Sho&amp;w the burst</source>
        <translation>Die Serie &amp;zeigen</translation>
    </message>
    <message>
        <source>Alt+Down</source>
        <translation>Alt+Down</translation>
    </message>
    <message>
        <source>&amp;Largest first</source>
        <translation>&amp;Größte zuerst</translation>
    </message>
    <message>
        <source>S&amp;mallest first</source>
        <translation>&amp;Kleinste zuerst</translation>
    </message>
    <message>
        <source>From &amp;Z to A</source>
        <translation>Von &amp;Z bis A</translation>
    </message>
    <message>
        <source>From &amp;A to Z</source>
        <translation>Von &amp;A bis Z</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>Neueste zuerst</translation>
    </message>
    <message>
        <source>Oldest first</source>
        <translation>Älteste zuerst</translation>
    </message>
    <message>
        <source>Folders, Z to A</source>
        <translation>Ordner, Z bis A</translation>
    </message>
    <message>
        <source>Folders, A to Z</source>
        <translation>Ordner, A bis Z</translation>
    </message>
    <message>
        <source>Names, Z to A</source>
        <translation>Namen, Z bis A</translation>
    </message>
    <message>
        <source>Names, A to Z</source>
        <translation>Namen, A bis Z</translation>
    </message>
    <message>
        <source>Largest first</source>
        <translation>Größte zuerst</translation>
    </message>
    <message>
        <source>Smallest first</source>
        <translation>Kleinste zuerst</translation>
    </message>
    <message>
        <source>By likeness</source>
        <translation>Nach Ähnlichkeit</translation>
    </message>
</context>
<context>
    <name>lookalike::LibraryGrid</name>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
</context>
<context>
    <name>lookalike::LibraryModel</name>
    <message>
        <source>Burst</source>
        <comment>one of its shots</comment>
        <translation>Serie</translation>
    </message>
    <message>
        <source>File date</source>
        <comment>the photo has no other one</comment>
        <translation>Dateidatum</translation>
    </message>
    <message>
        <source>%1
Taken %2</source>
        <translation>%1
Aufgenommen %2</translation>
    </message>
    <message>
        <source>%1
File of %2; the photo has no capture date</source>
        <translation>%1
Datei vom %2; das Foto hat kein Aufnahmedatum</translation>
    </message>
    <message>
        <source>no longer there</source>
        <translation>nicht mehr vorhanden</translation>
    </message>
</context>
<context>
    <name>lookalike::LibraryPage</name>
    <message>
        <source>&amp;Library</source>
        <translation>&amp;Bibliothek</translation>
    </message>
    <message>
        <source>&amp;Sort</source>
        <translation>&amp;Sortieren</translation>
    </message>
</context>
<context>
    <name>lookalike::LibraryView</name>
    <message>
        <source>Listing all photos…</source>
        <translation>Alle Fotos werden aufgelistet…</translation>
    </message>
    <message>
        <source>%1 of %2 selected</source>
        <comment>number of photos, all photos</comment>
        <translation>%1 von %2 ausgewählt</translation>
    </message>
    <message>
        <source>Lookalike reads each photo once, shows all of them here, and finds similar ones. Everything stays on this computer.</source>
        <translation>Lookalike liest jedes Foto einmal, zeigt hier alle und findet ähnliche. Alles bleibt auf diesem Computer.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Listing your photos…</source>
        <translation>Die Fotos werden aufgelistet…</translation>
    </message>
    <message>
        <source>There are no photos in this folder</source>
        <translation>In diesem Ordner sind keine Fotos</translation>
    </message>
    <message>
        <source>No photo matches the filters</source>
        <translation>Kein Foto passt zu den Filtern</translation>
    </message>
    <message>
        <source>Show all photos</source>
        <translation>Alle Fotos zeigen</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Filter aufheben</translation>
    </message>
    <message>
        <source>%1, filtered</source>
        <translation>%1, gefiltert</translation>
    </message>
    <message>
        <source>There are no photos in this folder itself</source>
        <translation>In diesem Ordner selbst liegen keine Fotos</translation>
    </message>
    <message>
        <source>The folders in it are not shown.</source>
        <translation>Die Ordner darin werden nicht gezeigt.</translation>
    </message>
    <message>
        <source>Include subfolders</source>
        <translation>Mit Unterordnern</translation>
    </message>
    <message>
        <source>No photo belongs to this concept</source>
        <translation>Kein Foto gehört zu diesem Konzept</translation>
    </message>
    <message>
        <source>A less strict concept may have some.</source>
        <translation>Ein weniger strenges Konzept hat vielleicht welche.</translation>
    </message>
</context>
<context>
    <name>lookalike::ListCommand</name>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>E&amp;xport a list…</source>
        <translation>Liste e&amp;xportieren…</translation>
    </message>
    <message numerus="yes">
        <source>Export a list of %Ln photo(s)</source>
        <translation>
            <numerusform>Liste von %Ln Foto exportieren</numerusform>
            <numerusform>Liste von %Ln Fotos exportieren</numerusform>
        </translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>photos</source>
        <comment>name of a file</comment>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Wrote a list of %1 to %2.</source>
        <translation>Eine Liste von %1 steht in %2.</translation>
    </message>
    <message>
        <source>Show file</source>
        <translation>Datei zeigen</translation>
    </message>
    <message>
        <source>Ctrl+Shift+E</source>
        <translation>Ctrl+Shift+E</translation>
    </message>
</context>
<context>
    <name>lookalike::MainWindow</name>
    <message>
        <source>Lookalike</source>
        <translation>Lookalike</translation>
    </message>
    <message>
        <source>&amp;Library</source>
        <translation>&amp;Bibliothek</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>An&amp;sicht</translation>
    </message>
</context>
<context>
    <name>lookalike::MapModel</name>
    <message>
        <source>%1, row %2, column %3</source>
        <translation>%1, Zeile %2, Spalte %3</translation>
    </message>
    <message>
        <source>%1, row %2, column %3, no longer there</source>
        <translation>%1, Zeile %2, Spalte %3, nicht mehr vorhanden</translation>
    </message>
</context>
<context>
    <name>lookalike::MapPage</name>
    <message>
        <source>&amp;Map</source>
        <translation>&amp;Karte</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>&amp;Sort again</source>
        <translation>Neu &amp;sortieren</translation>
    </message>
    <message>
        <source>&amp;Highlight the results</source>
        <translation>&amp;Treffer hervorheben</translation>
    </message>
    <message>
        <source>Dims all photos that the search did not find</source>
        <translation>Dunkelt alle Fotos ab, die die Suche nicht gefunden hat</translation>
    </message>
    <message>
        <source>Moves photos that came later to where they belong</source>
        <translation>Bringt später hinzugekommene Fotos dorthin, wo sie hingehören</translation>
    </message>
    <message>
        <source>Show more of the map</source>
        <translation>Mehr von der Karte zeigen</translation>
    </message>
    <message>
        <source>Show larger photos</source>
        <translation>Größere Fotos zeigen</translation>
    </message>
    <message>
        <source>%1 · sorting…</source>
        <translation>%1 · wird sortiert…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Lookalike reads each photo once and then lays all of them out on a map.</source>
        <translation>Lookalike liest jedes Foto einmal und ordnet dann alle auf einer Karte an.</translation>
    </message>
    <message>
        <source>Sorting your photos…</source>
        <translation>Fotos werden sortiert…</translation>
    </message>
    <message>
        <source>Similar photos will be near each other.</source>
        <translation>Ähnliche Fotos liegen dann nahe beieinander.</translation>
    </message>
    <message>
        <source>%1 of %2 selected</source>
        <comment>number, photos</comment>
        <translation>%1 von %2 ausgewählt</translation>
    </message>
    <message>
        <source>Drag with Shift to draw around photos and select them</source>
        <translation>Mit Umschalt ziehen, um Fotos zu umranden und auszuwählen</translation>
    </message>
    <message>
        <source>%1 · reading…</source>
        <translation>%1 · wird gelesen…</translation>
    </message>
</context>
<context>
    <name>lookalike::MapView</name>
    <message>
        <source>Map</source>
        <translation>Karte</translation>
    </message>
</context>
<context>
    <name>lookalike::MarkCommands</name>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>&amp;More like this</source>
        <translation>&amp;Mehr wie dieses</translation>
    </message>
    <message>
        <source>&amp;Less like this</source>
        <translation>&amp;Weniger wie dieses</translation>
    </message>
    <message>
        <source>More results like this photo</source>
        <translation>Mehr Ergebnisse wie dieses Foto</translation>
    </message>
    <message>
        <source>Fewer results like this photo</source>
        <translation>Weniger Ergebnisse wie dieses Foto</translation>
    </message>
    <message numerus="yes">
        <source>%Ln mark(s) removed.</source>
        <translation>
            <numerusform>%Ln Markierung entfernt.</numerusform>
            <numerusform>%Ln Markierungen entfernt.</numerusform>
        </translation>
    </message>
    <message>
        <source>The results are now more like %1.</source>
        <translation>Die Ergebnisse ähneln jetzt mehr %1.</translation>
    </message>
    <message numerus="yes">
        <source>The results are now more like %Ln photos.</source>
        <translation>
            <numerusform>Die Ergebnisse ähneln jetzt mehr %Ln Foto.</numerusform>
            <numerusform>Die Ergebnisse ähneln jetzt mehr %Ln Fotos.</numerusform>
        </translation>
    </message>
    <message>
        <source>The results are now less like %1.</source>
        <translation>Die Ergebnisse ähneln jetzt weniger %1.</translation>
    </message>
    <message numerus="yes">
        <source>The results are now less like %Ln photos.</source>
        <translation>
            <numerusform>Die Ergebnisse ähneln jetzt weniger %Ln Foto.</numerusform>
            <numerusform>Die Ergebnisse ähneln jetzt weniger %Ln Fotos.</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>lookalike::MarksBar</name>
    <message>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Marks these photos again. Nothing moves yet.</source>
        <translation>Markiert diese Fotos wieder. Noch wird nichts verschoben.</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Forgets these marks. The photos stay where they are.</source>
        <translation>Vergisst diese Markierungen. Die Fotos bleiben, wo sie sind.</translation>
    </message>
    <message>
        <source>You marked %1 earlier today.</source>
        <translation>Sie haben heute %1 markiert.</translation>
    </message>
    <message>
        <source>You marked %1 on %2.</source>
        <translation>Sie haben am %2 %1 markiert.</translation>
    </message>
    <message>
        <source>d MMMM</source>
        <comment>a date</comment>
        <translation>d. MMMM</translation>
    </message>
    <message>
        <source>d MMMM yyyy</source>
        <comment>a date</comment>
        <translation>d. MMMM yyyy</translation>
    </message>
</context>
<context>
    <name>lookalike::MarksButton</name>
    <message>
        <source>Photos that the results are more like, and less like</source>
        <translation>Fotos, denen die Ergebnisse mehr oder weniger ähneln</translation>
    </message>
    <message>
        <source>+%1</source>
        <comment>marked photos</comment>
        <translation>+%1</translation>
    </message>
    <message>
        <source>−%1</source>
        <comment>marked photos</comment>
        <translation>−%1</translation>
    </message>
    <message>
        <source>Marks: more like %1, less like %2</source>
        <translation>Markierungen: mehr wie %1, weniger wie %2</translation>
    </message>
    <message>
        <source>Remove all marks</source>
        <translation>Alle Markierungen entfernen</translation>
    </message>
    <message>
        <source>More like %1</source>
        <translation>Mehr wie %1</translation>
    </message>
    <message>
        <source>Less like %1</source>
        <translation>Weniger wie %1</translation>
    </message>
</context>
<context>
    <name>lookalike::MemberCard</name>
    <message>
        <source>Show in file manager</source>
        <translation>In Dateiverwaltung zeigen</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>Papierkorb</translation>
    </message>
    <message>
        <source>Protected</source>
        <translation>Geschützt</translation>
    </message>
    <message>
        <source>photo %1, %2</source>
        <translation>Foto %1, %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>photo, what becomes of it</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Picture of %1</source>
        <translation>Bild von %1</translation>
    </message>
    <message>
        <source>Show %1 in file manager</source>
        <translation>%1 in Dateiverwaltung zeigen</translation>
    </message>
    <message>
        <source>Keep %1</source>
        <translation>%1 behalten</translation>
    </message>
    <message>
        <source>Keep this one</source>
        <translation>Dieses behalten</translation>
    </message>
    <message>
        <source>Keep it (%1)</source>
        <translation>Behalten (%1)</translation>
    </message>
    <message>
        <source>Mark for the trash (%1)</source>
        <translation>Für den Papierkorb markieren (%1)</translation>
    </message>
    <message>
        <source>Unmark %1</source>
        <translation>Markierung von %1 aufheben</translation>
    </message>
    <message>
        <source>Mark %1 for the trash</source>
        <translation>%1 für den Papierkorb markieren</translation>
    </message>
    <message>
        <source>✓ %1</source>
        <comment>the best value</comment>
        <translation>✓ %1</translation>
    </message>
</context>
<context>
    <name>lookalike::MemberCards</name>
    <message>
        <source>Sharpest. %1</source>
        <comment>what a photo is</comment>
        <translation>Am schärfsten. %1</translation>
    </message>
</context>
<context>
    <name>lookalike::MemberStrip</name>
    <message>
        <source>Photos of the group</source>
        <translation>Fotos der Gruppe</translation>
    </message>
    <message>
        <source>Photo %1, %2</source>
        <translation>Foto %1, %2</translation>
    </message>
    <message>
        <source>%1 ✕</source>
        <comment>photo that goes to the trash</comment>
        <translation>%1 ✕</translation>
    </message>
    <message>
        <source>%1: marked for the trash</source>
        <translation>%1: für den Papierkorb markiert</translation>
    </message>
</context>
<context>
    <name>lookalike::ModelManager</name>
    <message>
        <source>Small and fast; built in</source>
        <translation>Klein und schnell; eingebaut</translation>
    </message>
    <message>
        <source>Downloaded and verified %1.</source>
        <translation>%1 heruntergeladen und geprüft.</translation>
    </message>
    <message>
        <source>Added %1.</source>
        <translation>%1 hinzugefügt.</translation>
    </message>
    <message>
        <source>All files of %1 are unchanged.</source>
        <translation>Alle Dateien von %1 sind unverändert.</translation>
    </message>
    <message>
        <source>%1 is readable, but no checksums were recorded for it.</source>
        <translation>%1 ist lesbar, aber es wurden keine Prüfsummen dafür festgehalten.</translation>
    </message>
    <message>
        <source>Removed %1.</source>
        <translation>%1 entfernt.</translation>
    </message>
    <message>
        <source>%1 reads %2 photos per second on this computer (%3).</source>
        <translation>%1 liest auf diesem Computer %2 Fotos pro Sekunde (%3).</translation>
    </message>
</context>
<context>
    <name>lookalike::ModelOfferCard</name>
    <message>
        <source>Add from folder…</source>
        <translation>Aus Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Does not ask again. Models are in the menu under Library.</source>
        <translation>Fragt nicht wieder. Modelle stehen im Menü unter Bibliothek.</translation>
    </message>
    <message>
        <source>A larger model recognises more</source>
        <translation>Ein größeres Modell erkennt mehr</translation>
    </message>
    <message>
        <source>The built-in model finds copies and look-alikes; it has read your photos at %1 photos a second on this computer. %2 also recognises scenes and objects in other views. It is a download of %3 (licence: %4).</source>
        <translation>Das eingebaute Modell findet Kopien und ähnliche Aufnahmen; auf diesem Computer hat es %1 Fotos pro Sekunde eingelesen. %2 erkennt auch Szenen und Gegenstände in anderen Ansichten wieder. Es wird heruntergeladen (%3, Lizenz: %4).</translation>
    </message>
    <message>
        <source>To read your %1 again takes about %2, as an estimate; until then, searches use the built-in model.</source>
        <translation>Damit alle %1 neu einzulesen, dauert geschätzt etwa %2; bis dahin sucht das eingebaute Modell.</translation>
    </message>
    <message>
        <source>Download and use</source>
        <translation>Herunterladen und verwenden</translation>
    </message>
    <message>
        <source>Downloading %1</source>
        <translation>%1 wird heruntergeladen</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Verbindung wird aufgebaut…</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>bytes</comment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>The model could not be added</source>
        <translation>Das Modell konnte nicht hinzugefügt werden</translation>
    </message>
    <message>
        <source>Without a connection: on another computer, save the files config.json, preprocessor_config.json and model.safetensors of the Hugging Face model %1 in one folder, and add that folder here.</source>
        <translation>Ohne Verbindung: Speichern Sie auf einem anderen Computer die Dateien config.json, preprocessor_config.json und model.safetensors des Hugging-Face-Modells %1 in einem Ordner, und fügen Sie diesen Ordner hier hinzu.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Choose a model folder</source>
        <translation>Modellordner wählen</translation>
    </message>
    <message>
        <source>Adding the model</source>
        <translation>Das Modell wird hinzugefügt</translation>
    </message>
    <message>
        <source>Checking the files…</source>
        <translation>Dateien werden geprüft…</translation>
    </message>
</context>
<context>
    <name>lookalike::ModelsDialog</name>
    <message>
        <source>not stated</source>
        <translation>nicht angegeben</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>in Gebrauch</translation>
    </message>
    <message>
        <source>built in</source>
        <translation>eingebaut</translation>
    </message>
    <message>
        <source>installed</source>
        <translation>installiert</translation>
    </message>
    <message>
        <source>not installed</source>
        <translation>nicht installiert</translation>
    </message>
    <message>
        <source>%1 photos/s</source>
        <translation>%1 Fotos/s</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Best for</source>
        <translation>Am besten für</translation>
    </message>
    <message>
        <source>&amp;Use</source>
        <translation>&amp;Benutzen</translation>
    </message>
    <message>
        <source>&amp;Download…</source>
        <translation>Herunter&amp;laden…</translation>
    </message>
    <message>
        <source>&amp;Add from folder…</source>
        <translation>Aus Ordner &amp;hinzufügen…</translation>
    </message>
    <message>
        <source>&amp;Test speed</source>
        <translation>&amp;Tempo testen</translation>
    </message>
    <message>
        <source>&amp;Check files</source>
        <translation>Dateien &amp;prüfen</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Name of a Hugging Face model</source>
        <translation>Name eines Hugging-Face-Modells</translation>
    </message>
    <message>
        <source>Hugging Face model, e.g. facebook/dinov2-small</source>
        <translation>Hugging-Face-Modell, z. B. facebook/dinov2-small</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Switching to another model reads all photos again. Until then, searches use the previous model.</source>
        <translation>Nach dem Wechsel zu einem anderen Modell werden alle Fotos neu eingelesen. Bis dahin wird mit dem vorigen Modell gesucht.</translation>
    </message>
    <message>
        <source>Looking up the model…</source>
        <translation>Das Modell wird abgefragt…</translation>
    </message>
    <message>
        <source>Testing the speed…</source>
        <translation>Das Tempo wird getestet…</translation>
    </message>
    <message>
        <source>Switched to this model. Searches use the old model until all photos are read.</source>
        <translation>Zu diesem Modell gewechselt. Bis alle Fotos gelesen sind, wird mit dem alten Modell gesucht.</translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <translation>%1: %2 von %3</translation>
    </message>
    <message>
        <source>Not tested yet</source>
        <translation>Noch nicht getestet</translation>
    </message>
    <message>
        <source>Download a model</source>
        <translation>Modell herunterladen</translation>
    </message>
    <message>
        <source>Download %1 (%2)?</source>
        <translation>%1 herunterladen (%2)?</translation>
    </message>
    <message>
        <source>&amp;Download</source>
        <translation>Herunter&amp;laden</translation>
    </message>
    <message>
        <source>Licence: %1
Terms: %2/%3
Commit: %4</source>
        <translation>Lizenz: %1
Bedingungen: %2/%3
Commit: %4</translation>
    </message>
    <message>
        <source>Choose a model folder</source>
        <translation>Modellordner wählen</translation>
    </message>
</context>
<context>
    <name>lookalike::NameDialog</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>This name is taken.</source>
        <translation>Dieser Name ist vergeben.</translation>
    </message>
</context>
<context>
    <name>lookalike::NothingToReview</name>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Drop a folder of photos here</source>
        <translation>Einen Ordner mit Fotos hierher ziehen</translation>
    </message>
    <message>
        <source>Lookalike reads each photo once and then finds the duplicates.</source>
        <translation>Lookalike liest jedes Foto einmal ein und findet dann die Duplikate.</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Ordner wählen…</translation>
    </message>
    <message>
        <source>No groups of this kind</source>
        <translation>Keine Gruppen dieser Art</translation>
    </message>
    <message>
        <source>Show all kinds</source>
        <translation>Alle Arten zeigen</translation>
    </message>
    <message>
        <source>Searching for similar shots…</source>
        <translation>Ähnliche Aufnahmen werden gesucht…</translation>
    </message>
    <message>
        <source>Searching for duplicates…</source>
        <translation>Duplikate werden gesucht…</translation>
    </message>
    <message>
        <source>Groups appear here as soon as they are found.</source>
        <translation>Gruppen erscheinen hier, sobald sie gefunden sind.</translation>
    </message>
    <message>
        <source>Find bursts and photos of the same scene</source>
        <translation>Serien und Fotos derselben Szene finden</translation>
    </message>
    <message>
        <source>Find copies of the same photo</source>
        <translation>Kopien desselben Fotos finden</translation>
    </message>
    <message>
        <source>Searching changes nothing. You decide what goes to the trash, and you can undo it.</source>
        <translation>Die Suche verändert nichts. Sie entscheiden, was in den Papierkorb kommt, und können es rückgängig machen.</translation>
    </message>
    <message>
        <source>All groups are decided</source>
        <translation>Alle Gruppen sind entschieden</translation>
    </message>
    <message>
        <source>Your decisions are remembered and can be revoked.</source>
        <translation>Ihre Entscheidungen werden gemerkt und lassen sich zurücknehmen.</translation>
    </message>
    <message>
        <source>Decisions…</source>
        <translation>Entscheidungen…</translation>
    </message>
    <message>
        <source>No similar shots found</source>
        <translation>Keine ähnlichen Aufnahmen gefunden</translation>
    </message>
    <message>
        <source>No duplicates found</source>
        <translation>Keine Duplikate gefunden</translation>
    </message>
    <message>
        <source>Search again to compare new photos.</source>
        <translation>Suchen Sie noch einmal, um neue Fotos zu vergleichen.</translation>
    </message>
    <message>
        <source>Search again</source>
        <translation>Noch einmal suchen</translation>
    </message>
    <message>
        <source>No similar shots within this time</source>
        <translation>Keine ähnlichen Aufnahmen in diesem Zeitraum</translation>
    </message>
    <message>
        <source>Photos that were taken further apart, or have no capture date, are left out.</source>
        <translation>Fotos, die weiter auseinander liegen oder kein Aufnahmedatum haben, bleiben außen vor.</translation>
    </message>
    <message>
        <source>Show shots of any time</source>
        <translation>Aufnahmen jeder Zeit zeigen</translation>
    </message>
    <message>
        <source>No duplicates of the selected photos are known yet</source>
        <translation>Zu den ausgewählten Fotos sind noch keine Duplikate bekannt</translation>
    </message>
    <message>
        <source>The selected photos have no duplicates</source>
        <translation>Die ausgewählten Fotos haben keine Duplikate</translation>
    </message>
    <message>
        <source>Show all groups</source>
        <translation>Alle Gruppen zeigen</translation>
    </message>
</context>
<context>
    <name>lookalike::NoticeBar</name>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
</context>
<context>
    <name>lookalike::OnlyWithBar</name>
    <message>
        <source>Show all groups</source>
        <translation>Alle Gruppen zeigen</translation>
    </message>
    <message numerus="yes">
        <source>Only groups with the %Ln selected photo(s) are shown.</source>
        <translation>
            <numerusform>Nur Gruppen mit %Ln ausgewählten Foto werden gezeigt.</numerusform>
            <numerusform>Nur Gruppen mit den %Ln ausgewählten Fotos werden gezeigt.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lookalike::OpenWithMenu</name>
    <message>
        <source>Open &amp;with</source>
        <translation>Ö&amp;ffnen mit</translation>
    </message>
    <message>
        <source>Looking for programs…</source>
        <translation>Programme werden gesucht…</translation>
    </message>
    <message>
        <source>%1 could not be opened with %2.</source>
        <translation>%1 ließ sich nicht mit %2 öffnen.</translation>
    </message>
    <message>
        <source>Choose a program…</source>
        <translation>Programm auswählen…</translation>
    </message>
    <message>
        <source>No other program is known</source>
        <translation>Kein anderes Programm bekannt</translation>
    </message>
</context>
<context>
    <name>lookalike::OrderButton</name>
    <message>
        <source>Sort: %1</source>
        <translation>Sortierung: %1</translation>
    </message>
</context>
<context>
    <name>lookalike::PageStack</name>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
</context>
<context>
    <name>lookalike::PageSwitch</name>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
</context>
<context>
    <name>lookalike::PairPreview</name>
    <message>
        <source>Goes: %1</source>
        <translation>Geht: %1</translation>
    </message>
    <message>
        <source>Stays: %1</source>
        <translation>Bleibt: %1</translation>
    </message>
</context>
<context>
    <name>lookalike::PairView</name>
    <message>
        <source>%1  %2</source>
        <comment>number and name of a photo</comment>
        <translation>%1  %2</translation>
    </message>
    <message>
        <source>Two photos, overlaid</source>
        <translation>Zwei Fotos, überlagert</translation>
    </message>
    <message>
        <source>Aligning the photos…</source>
        <translation>Die Fotos werden ausgerichtet…</translation>
    </message>
    <message>
        <source>%1 % of the picture differs. Black is equal; the brighter, the more different. Differences are amplified.</source>
        <translation>%1 % des Bildes unterscheiden sich. Schwarz ist gleich; je heller, desto verschiedener. Unterschiede sind verstärkt.</translation>
    </message>
</context>
<context>
    <name>lookalike::PhotoCommands</name>
    <message>
        <source>&amp;Find similar</source>
        <translation>Ä&amp;hnliche finden</translation>
    </message>
    <message>
        <source>&amp;Quick preview</source>
        <translation>&amp;Schnellansicht</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Ctrl+Return</source>
        <translation>Ctrl+Return</translation>
    </message>
    <message>
        <source>&amp;Add to the query</source>
        <translation>&amp;Zur Anfrage hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Exclude pictures like this</source>
        <translation>Solche Bilder &amp;ausschließen</translation>
    </message>
    <message>
        <source>&amp;Show in file manager</source>
        <translation>In &amp;Dateiverwaltung zeigen</translation>
    </message>
    <message>
        <source>Ctrl+E</source>
        <translation>Ctrl+E</translation>
    </message>
    <message>
        <source>Copy &amp;path</source>
        <translation>&amp;Pfad kopieren</translation>
    </message>
    <message>
        <source>Ctrl+Shift+C</source>
        <translation>Ctrl+Shift+C</translation>
    </message>
    <message>
        <source>Copy &amp;image</source>
        <translation>&amp;Bild kopieren</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>%1 could not be opened</source>
        <translation>%1 ließ sich nicht öffnen</translation>
    </message>
    <message>
        <source>%1 was not opened because it is not a picture.</source>
        <translation>%1 wurde nicht geöffnet, weil es kein Bild ist.</translation>
    </message>
    <message>
        <source>Show in file manager</source>
        <translation>In Dateiverwaltung zeigen</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Erneut nachsehen</translation>
    </message>
    <message>
        <source>Searching with %1 of the %2 that are selected.</source>
        <comment>number, photos</comment>
        <translation>Gesucht wird mit %1 der ausgewählten %2.</translation>
    </message>
    <message>
        <source>Review &amp;duplicates of these</source>
        <translation>&amp;Duplikate davon durchsehen</translation>
    </message>
    <message>
        <source>Ctrl+D</source>
        <translation>Ctrl+D</translation>
    </message>
    <message>
        <source>Shift+Return</source>
        <translation>Shift+Return</translation>
    </message>
</context>
<context>
    <name>lookalike::PhotoPreview</name>
    <message>
        <source>Close the preview</source>
        <translation>Ansicht schließen</translation>
    </message>
    <message>
        <source>Preview of %1</source>
        <translation>Ansicht von %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Beside it: %1</source>
        <translation>Daneben: %1</translation>
    </message>
    <message>
        <source>Close the preview (%1)</source>
        <comment>command, its keys</comment>
        <translation>Ansicht schließen (%1)</translation>
    </message>
    <message>
        <source>Previous photo</source>
        <translation>Voriges Foto</translation>
    </message>
    <message>
        <source>Next photo</source>
        <translation>Nächstes Foto</translation>
    </message>
    <message>
        <source>First and last photo</source>
        <translation>Erstes und letztes Foto</translation>
    </message>
    <message>
        <source>Zoom in and out</source>
        <translation>Vergrößern und verkleinern</translation>
    </message>
    <message>
        <source>Actual size and whole picture</source>
        <translation>Originalgröße und ganzes Bild</translation>
    </message>
    <message>
        <source>Move in an enlarged picture</source>
        <translation>Im vergrößerten Bild bewegen</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>Start or stop the slideshow</source>
        <translation>Diashow starten oder beenden</translation>
    </message>
    <message>
        <source>Compare (where offered)</source>
        <translation>Vergleichen (wo angeboten)</translation>
    </message>
    <message>
        <source>Find similar</source>
        <translation>Ähnliche finden</translation>
    </message>
</context>
<context>
    <name>lookalike::PictureDrops</name>
    <message>
        <source>This contains no picture or folder.</source>
        <translation>Darin ist weder ein Bild noch ein Ordner.</translation>
    </message>
    <message>
        <source>Downloading the picture from %1…</source>
        <translation>Das Bild wird von %1 geladen…</translation>
    </message>
</context>
<context>
    <name>lookalike::PictureFetcher</name>
    <message>
        <source>Only pictures from web addresses can be downloaded</source>
        <translation>Nur Bilder von Webadressen lassen sich laden</translation>
    </message>
    <message>
        <source>The picture at %1 is larger than 64 MB</source>
        <translation>Das Bild bei %1 ist größer als 64 MB</translation>
    </message>
    <message>
        <source>%1 took too long to send the picture</source>
        <translation>%1 hat zu lange gebraucht, das Bild zu senden</translation>
    </message>
    <message>
        <source>The picture could not be downloaded from %1: %2</source>
        <translation>Das Bild ließ sich nicht von %1 laden: %2</translation>
    </message>
    <message>
        <source>its redirect was refused</source>
        <translation>seine Umleitung wurde abgelehnt</translation>
    </message>
    <message>
        <source>%1 redirects into a private network, which is not allowed</source>
        <translation>%1 leitet in ein privates Netz um; das ist nicht erlaubt</translation>
    </message>
    <message>
        <source>%1 did not send a picture</source>
        <translation>%1 hat kein Bild gesendet</translation>
    </message>
</context>
<context>
    <name>lookalike::PreferencesDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts…</source>
        <translation>&amp;Tastenkürzel…</translation>
    </message>
    <message>
        <source>M&amp;odels…</source>
        <translation>M&amp;odelle…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Catalog</source>
        <translation>Katalog</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Follow system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Re&amp;start now</source>
        <translation>Jetzt ne&amp;u starten</translation>
    </message>
    <message>
        <source>The new language takes effect after a restart.</source>
        <translation>Die neue Sprache gilt nach einem Neustart.</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>Reading photos</source>
        <translation>Fotos einlesen</translation>
    </message>
    <message>
        <source>Check for new photos at s&amp;tart</source>
        <translation>Beim Start nach &amp;neuen Fotos suchen</translation>
    </message>
    <message>
        <source> megapixels</source>
        <translation> Megapixel</translation>
    </message>
    <message>
        <source>Largest &amp;picture</source>
        <translation>&amp;Größtes Bild</translation>
    </message>
    <message>
        <source>Larger pictures are listed as not read. With a higher limit, damaged files can use more memory.</source>
        <translation>Größere Bilder werden als nicht lesbar aufgeführt. Mit einer höheren Grenze können beschädigte Dateien mehr Arbeitsspeicher belegen.</translation>
    </message>
    <message>
        <source>Thumbnails</source>
        <translation>Vorschaubilder</translation>
    </message>
    <message>
        <source>&amp;Empty</source>
        <translation>&amp;Leeren</translation>
    </message>
    <message>
        <source>Empty the thumbnail cache</source>
        <translation>Zwischenspeicher der Vorschaubilder leeren</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Set on the command line, for this session only.</source>
        <translation>Auf der Befehlszeile festgelegt, nur für diese Sitzung.</translation>
    </message>
    <message>
        <source>No usable GPU was found.</source>
        <translation>Es wurde keine nutzbare GPU gefunden.</translation>
    </message>
    <message>
        <source>Currently: %1</source>
        <translation>Zurzeit: %1</translation>
    </message>
    <message>
        <source>Stored in %1.</source>
        <translation>Gespeichert in %1.</translation>
    </message>
    <message numerus="yes">
        <source>Stored in %1: %Ln file(s), %2.</source>
        <translation>
            <numerusform>Gespeichert in %1: %Ln Datei, %2.</numerusform>
            <numerusform>Gespeichert in %1: %Ln Dateien, %2.</numerusform>
        </translation>
    </message>
    <message>
        <source>Run o&amp;n</source>
        <translation>Ausfüh&amp;ren auf</translation>
    </message>
    <message>
        <source>Share thumbnails with the file man&amp;ager</source>
        <translation>&amp;Vorschaubilder mit der Dateiverwaltung teilen</translation>
    </message>
    <message>
        <source>Unavailable GPU</source>
        <translation>Nicht verfügbare GPU</translation>
    </message>
    <message>
        <source>Notice ne&amp;w photos automatically</source>
        <translation>Neue Fotos von selbst bemer&amp;ken</translation>
    </message>
    <message>
        <source>Folde&amp;rs</source>
        <translation>Ordn&amp;er</translation>
    </message>
    <message>
        <source>Read with another model only on mains po&amp;wer</source>
        <translation>Mit einem anderen Modell nur am &amp;Netz einlesen</translation>
    </message>
</context>
<context>
    <name>lookalike::PreviewBar</name>
    <message>
        <source>%1 (%2)</source>
        <comment>command, its keys</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Previous photo</source>
        <translation>Voriges Foto</translation>
    </message>
    <message>
        <source>Next photo</source>
        <translation>Nächstes Foto</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Actual size or whole picture</source>
        <translation>Originalgröße oder ganzes Bild</translation>
    </message>
    <message>
        <source>Find similar</source>
        <translation>Ähnliche finden</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>number of a photo, of how many</comment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1%</source>
        <comment>percent</comment>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Seconds for each photo</source>
        <translation>Sekunden pro Foto</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>Stop the slideshow</source>
        <translation>Diashow beenden</translation>
    </message>
    <message>
        <source>Start a slideshow</source>
        <translation>Diashow starten</translation>
    </message>
    <message numerus="yes">
        <source>%Ln second(s)</source>
        <translation>
            <numerusform>%Ln Sekunde</numerusform>
            <numerusform>%Ln Sekunden</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Seconds for each photo: %1</source>
        <translation>Sekunden pro Foto: %1</translation>
    </message>
</context>
<context>
    <name>lookalike::PreviewSide</name>
    <message>
        <source>Picture of %1</source>
        <translation>Bild von %1</translation>
    </message>
    <message>
        <source>%1 cannot be shown. %2</source>
        <comment>name of a file, reason</comment>
        <translation>%1 kann nicht gezeigt werden. %2</translation>
    </message>
</context>
<context>
    <name>lookalike::ProgramCommands</name>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>&amp;Models…</source>
        <translation>&amp;Modelle…</translation>
    </message>
    <message>
        <source>&amp;Backups…</source>
        <translation>Siche&amp;rungen…</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>&amp;Einstellungen…</translation>
    </message>
    <message>
        <source>Ctrl+,</source>
        <translation>Ctrl+,</translation>
    </message>
    <message>
        <source>Check for new photos at &amp;start</source>
        <translation>Beim &amp;Start nach neuen Fotos suchen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>Bee&amp;nden</translation>
    </message>
    <message>
        <source>This session keeps using the model set on the command line.</source>
        <translation>Diese Sitzung benutzt weiter das Modell der Befehlszeile.</translation>
    </message>
    <message>
        <source>The built-in model</source>
        <translation>Das eingebaute Modell</translation>
    </message>
    <message>
        <source>Switched to %1. Searches use the old model until all photos are read.</source>
        <translation>Zu %1 gewechselt. Bis alle Fotos gelesen sind, wird mit dem alten Modell gesucht.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Notice new photos automatically</source>
        <translation>Neue Fotos &amp;von selbst bemerken</translation>
    </message>
    <message>
        <source>Read with another model only on mains &amp;power</source>
        <translation>Mit einem anderen Modell nur am &amp;Netz einlesen</translation>
    </message>
    <message>
        <source>On battery it is paused; searches use the model before</source>
        <translation>Im Akkubetrieb ruht es; gesucht wird mit dem bisherigen Modell</translation>
    </message>
    <message>
        <source>Searches use the new model now.</source>
        <translation>Die Suche nutzt jetzt das neue Modell.</translation>
    </message>
</context>
<context>
    <name>lookalike::ProgressStrip</name>
    <message>
        <source>Continuing: looking for photos</source>
        <translation>Fortgesetzt: Fotos werden gesucht</translation>
    </message>
    <message>
        <source>Looking for photos</source>
        <translation>Fotos werden gesucht</translation>
    </message>
    <message>
        <source>Continuing: reading photos</source>
        <translation>Fortgesetzt: Fotos werden eingelesen</translation>
    </message>
    <message>
        <source>Reading photos</source>
        <translation>Fotos werden eingelesen</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <comment>reading photos, folder</comment>
        <translation>%1 in %2</translation>
    </message>
    <message>
        <source>Updating the search index</source>
        <translation>Der Suchindex wird aktualisiert</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Finding candidates</source>
        <translation>Kandidaten werden gesucht</translation>
    </message>
    <message>
        <source>Comparing photos</source>
        <translation>Fotos werden verglichen</translation>
    </message>
    <message>
        <source>Building groups</source>
        <translation>Gruppen werden gebildet</translation>
    </message>
    <message>
        <source>Moving photos</source>
        <translation>Fotos werden verschoben</translation>
    </message>
    <message>
        <source>Moving photos: %1</source>
        <translation>Fotos werden verschoben: %1</translation>
    </message>
    <message>
        <source>%1 found</source>
        <translation>%1 gefunden</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 photos/s</source>
        <translation>%1 Fotos/s</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) could not be read</source>
        <translation>
            <numerusform>%Ln Foto ließ sich nicht lesen</numerusform>
            <numerusform>%Ln Fotos ließen sich nicht lesen</numerusform>
        </translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Show which photos could not be read, and why</source>
        <translation>Zeigen, welche Fotos sich nicht lesen ließen und warum</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Stop reading. Nothing is lost; the next start continues here.</source>
        <translation>Einlesen anhalten. Nichts geht verloren; der nächste Start fährt hier fort.</translation>
    </message>
    <message>
        <source>Stop. Nothing is lost; the next search continues here.</source>
        <translation>Anhalten. Nichts geht verloren; die nächste Suche fährt hier fort.</translation>
    </message>
    <message>
        <source>Stop. Undo restores the photos already moved.</source>
        <translation>Anhalten. „Rückgängig“ holt die schon verschobenen Fotos zurück.</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Unterbrochen</translation>
    </message>
    <message>
        <source>Stopped. Nothing is lost; reading continues where it stopped.</source>
        <translation>Angehalten. Nichts geht verloren; das Einlesen geht dort weiter, wo es aufgehört hat.</translation>
    </message>
    <message>
        <source>All other photos are ready to search</source>
        <translation>Alle anderen Fotos lassen sich durchsuchen</translation>
    </message>
    <message>
        <source>%1 of %2 pairs</source>
        <translation>%1 von %2 Paaren</translation>
    </message>
    <message>
        <source>%1 left</source>
        <comment>time</comment>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>about %1 left</source>
        <comment>time</comment>
        <translation>noch etwa %1</translation>
    </message>
    <message>
        <source>Copying photos</source>
        <translation>Fotos werden kopiert</translation>
    </message>
    <message>
        <source>Copying photos: %1</source>
        <translation>Fotos werden kopiert: %1</translation>
    </message>
    <message>
        <source>Stop. Undo removes the copies already made.</source>
        <translation>Anhalten. „Rückgängig“ entfernt die schon angelegten Kopien.</translation>
    </message>
</context>
<context>
    <name>lookalike::ProtectCommands</name>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Protect from the &amp;trash</source>
        <translation>Vor dem &amp;Papierkorb schützen</translation>
    </message>
    <message>
        <source>Ctrl+Shift+P</source>
        <translation>Ctrl+Shift+P</translation>
    </message>
    <message>
        <source>&amp;Remove protection</source>
        <translation>Schutz au&amp;fheben</translation>
    </message>
    <message>
        <source>These photos are protected already.</source>
        <translation>Diese Fotos sind schon geschützt.</translation>
    </message>
    <message>
        <source>None of these photos is protected.</source>
        <translation>Keines dieser Fotos ist geschützt.</translation>
    </message>
    <message>
        <source>Protected from the trash: %1.</source>
        <translation>Vor dem Papierkorb geschützt: %1.</translation>
    </message>
    <message>
        <source>No longer protected: %1.</source>
        <translation>Nicht mehr geschützt: %1.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>lookalike::QueryBar</name>
    <message>
        <source>Maximum number of results</source>
        <translation>Höchstzahl der Ergebnisse</translation>
    </message>
    <message>
        <source>Minimum similarity</source>
        <translation>Mindestähnlichkeit</translation>
    </message>
    <message>
        <source>Hides results that are less similar. The bars show how many results there are at each similarity.</source>
        <translation>Blendet weniger ähnliche Ergebnisse aus. Die Balken zeigen, wie viele Ergebnisse es je Ähnlichkeit gibt.</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>keine Grenze</translation>
    </message>
    <message>
        <source>Show only photos of some folders, dates, formats or sizes</source>
        <translation>Nur Fotos bestimmter Ordner, Daten, Formate oder Größen zeigen</translation>
    </message>
    <message>
        <source>Show at most</source>
        <translation>Höchstens zeigen</translation>
    </message>
    <message>
        <source>Similarity at least</source>
        <translation>Ähnlichkeit mindestens</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filters (%1)</source>
        <translation>Filter (%1)</translation>
    </message>
    <message numerus="yes">
        <source>Filters, %Ln active</source>
        <translation>
            <numerusform>Filter, %Ln aktiv</numerusform>
            <numerusform>Filter, %Ln aktiv</numerusform>
        </translation>
    </message>
    <message>
        <source>Weakest match</source>
        <translation>Schwächster Treffer</translation>
    </message>
    <message>
        <source>Hides weaker matches. The bars show how many results there are; the lines are where likely and strong matches begin.</source>
        <translation>Blendet schwächere Treffer aus. Die Balken zeigen, wie viele Ergebnisse es gibt; an den Linien beginnen wahrscheinliche und deutliche Treffer.</translation>
    </message>
    <message>
        <source>Match at least</source>
        <translation>Treffer mindestens</translation>
    </message>
</context>
<context>
    <name>lookalike::QueryChip</name>
    <message>
        <source>Not like this</source>
        <translation>Nicht wie dieses</translation>
    </message>
    <message>
        <source>Like this</source>
        <translation>Wie dieses</translation>
    </message>
    <message>
        <source>Choose a part of %1</source>
        <translation>Einen Teil von %1 wählen</translation>
    </message>
    <message>
        <source>Searching for a part of this picture. Click to change it.</source>
        <translation>Gesucht wird nach einem Teil dieses Bildes. Klicken, um ihn zu ändern.</translation>
    </message>
    <message>
        <source>Click to search for a part of this picture</source>
        <translation>Klicken, um nach einem Teil dieses Bildes zu suchen</translation>
    </message>
    <message>
        <source>Remove %1 from the query</source>
        <translation>%1 aus der Anfrage nehmen</translation>
    </message>
    <message>
        <source>Remove from the query</source>
        <translation>Aus der Anfrage nehmen</translation>
    </message>
    <message>
        <source>Less like %1</source>
        <translation>Weniger wie %1</translation>
    </message>
    <message>
        <source>Less like this; below zero: not like this</source>
        <translation>Weniger wie dieses; unter null: nicht wie dieses</translation>
    </message>
    <message>
        <source>More like %1</source>
        <translation>Mehr wie %1</translation>
    </message>
    <message>
        <source>More like this</source>
        <translation>Mehr wie dieses</translation>
    </message>
    <message>
        <source>Words that are not wanted: %1</source>
        <translation>Unerwünschte Wörter: %1</translation>
    </message>
    <message>
        <source>Words: %1</source>
        <translation>Wörter: %1</translation>
    </message>
    <message>
        <source>Click to exclude or include these words</source>
        <translation>Klicken, um diese Wörter auszuschließen oder einzuschließen</translation>
    </message>
    <message>
        <source>&amp;Include this</source>
        <translation>&amp;Einschließen</translation>
    </message>
    <message>
        <source>&amp;Exclude this</source>
        <translation>&amp;Ausschließen</translation>
    </message>
    <message>
        <source>&amp;Remove from the query</source>
        <translation>Aus der Anfrage &amp;nehmen</translation>
    </message>
    <message>
        <source>Concept that is not wanted: %1</source>
        <translation>Unerwünschtes Konzept: %1</translation>
    </message>
    <message>
        <source>Concept: %1</source>
        <translation>Konzept: %1</translation>
    </message>
    <message>
        <source>Click to exclude or include this concept</source>
        <translation>Klicken, um dieses Konzept aus- oder einzuschließen</translation>
    </message>
</context>
<context>
    <name>lookalike::QueryChips</name>
    <message>
        <source>Add another picture to the query</source>
        <translation>Ein weiteres Bild zur Anfrage hinzufügen</translation>
    </message>
    <message>
        <source>Choose a picture…</source>
        <translation>Bild wählen…</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
</context>
<context>
    <name>lookalike::QueryCommands</name>
    <message>
        <source>Query</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>&amp;Choose a picture…</source>
        <translation>Bild &amp;wählen…</translation>
    </message>
    <message>
        <source>&amp;Paste a picture</source>
        <translation>Bild &amp;einfügen</translation>
    </message>
    <message>
        <source>Pre&amp;vious query</source>
        <translation>&amp;Vorige Anfrage</translation>
    </message>
    <message>
        <source>Alt+Left</source>
        <translation>Alt+Left</translation>
    </message>
    <message>
        <source>&amp;Next query</source>
        <translation>&amp;Nächste Anfrage</translation>
    </message>
    <message>
        <source>Alt+Right</source>
        <translation>Alt+Right</translation>
    </message>
    <message>
        <source>New sea&amp;rch</source>
        <translation>Neue &amp;Suche</translation>
    </message>
    <message>
        <source>Ctrl+Backspace</source>
        <translation>Ctrl+Backspace</translation>
    </message>
    <message>
        <source>&amp;Filters</source>
        <translation>&amp;Filter</translation>
    </message>
    <message>
        <source>Choose pictures to search with</source>
        <translation>Bilder wählen, mit denen gesucht wird</translation>
    </message>
    <message>
        <source>Pictures (%1);;All files (*)</source>
        <translation>Bilder (%1);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Search with &amp;words</source>
        <translation>Mit &amp;Wörtern suchen</translation>
    </message>
    <message>
        <source>Ctrl+T</source>
        <translation>Ctrl+T</translation>
    </message>
</context>
<context>
    <name>lookalike::ReasonsBar</name>
    <message>
        <source>A raw file and its picture. Nothing is suggested; mark the one you don&apos;t need.</source>
        <translation>Eine Rohdatei und ihr Bild. Es gibt keinen Vorschlag; markieren Sie, was Sie nicht brauchen.</translation>
    </message>
    <message>
        <source>Similar shots. Nothing is suggested; mark the ones you don&apos;t need.</source>
        <translation>Ähnliche Aufnahmen. Es gibt keinen Vorschlag; markieren Sie, was Sie nicht brauchen.</translation>
    </message>
</context>
<context>
    <name>lookalike::RegionCanvas</name>
    <message>
        <source>Region of the picture</source>
        <translation>Ausschnitt des Bildes</translation>
    </message>
    <message>
        <source>Drag a rectangle to search for what is inside it. Arrow keys move it, with Shift they resize it, Delete removes it. Escape closes the picture.</source>
        <translation>Ein Rechteck aufziehen, um nach seinem Inhalt zu suchen. Pfeiltasten verschieben es, mit Umschalt ändern sie die Größe, Entf entfernt es. Esc schließt das Bild.</translation>
    </message>
</context>
<context>
    <name>lookalike::RegionEditor</name>
    <message>
        <source>Whole picture</source>
        <translation>Ganzes Bild</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Drag a box around what to search for</source>
        <translation>Einen Rahmen um das Gesuchte ziehen</translation>
    </message>
</context>
<context>
    <name>lookalike::ResultCommands</name>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Show co&amp;pies as one</source>
        <translation>Ko&amp;pien zusammenfassen</translation>
    </message>
    <message>
        <source>Ctrl+Shift+D</source>
        <translation>Ctrl+Shift+D</translation>
    </message>
    <message>
        <source>&amp;Hide the query&apos;s own photo</source>
        <translation>Foto der &amp;Anfrage ausblenden</translation>
    </message>
    <message>
        <source>Ctrl+Shift+H</source>
        <translation>Ctrl+Shift+H</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Sho&amp;w the copies</source>
        <translation>&amp;Kopien zeigen</translation>
    </message>
    <message>
        <source>Alt+Down</source>
        <translation>Alt+Down</translation>
    </message>
    <message>
        <source>Similar results to&amp;gether</source>
        <translation>Ähnliche Er&amp;gebnisse beieinander</translation>
    </message>
    <message>
        <source>Ctrl+Shift+L</source>
        <translation>Ctrl+Shift+L</translation>
    </message>
    <message>
        <source>Most similar first</source>
        <translation>Ähnlichste zuerst</translation>
    </message>
    <message>
        <source>Similar photos together</source>
        <translation>Ähnliche Fotos beieinander</translation>
    </message>
</context>
<context>
    <name>lookalike::ResultsGrid</name>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
</context>
<context>
    <name>lookalike::ResultsModel</name>
    <message>
        <source>similarity %1</source>
        <translation>Ähnlichkeit %1</translation>
    </message>
    <message>
        <source>part of the query</source>
        <translation>Teil der Anfrage</translation>
    </message>
    <message>
        <source>%1
Similarity %2 (cosine). 1 means the same picture.</source>
        <translation>%1
Ähnlichkeit %2 (Kosinus). 1 bedeutet dasselbe Bild.</translation>
    </message>
    <message>
        <source>Query</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>no longer there</source>
        <translation>nicht mehr vorhanden</translation>
    </message>
    <message>
        <source>Copy</source>
        <comment>one of the files of a photo</comment>
        <translation>Kopie</translation>
    </message>
</context>
<context>
    <name>lookalike::ResultsPreview</name>
    <message>
        <source>%1 · %2</source>
        <comment>name, similarity</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Query: %1</source>
        <translation>Suchbild: %1</translation>
    </message>
    <message>
        <source>Compare with the query</source>
        <translation>Mit dem Suchbild vergleichen</translation>
    </message>
</context>
<context>
    <name>lookalike::ResultsView</name>
    <message>
        <source>Searching…</source>
        <translation>Es wird gesucht…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln most similar photo(s)</source>
        <translation>
            <numerusform>%Ln ähnlichstes Foto</numerusform>
            <numerusform>%Ln ähnlichste Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>Lookalike reads each photo once and then finds similar ones. Everything stays on this computer.</source>
        <translation>Lookalike liest jedes Foto einmal ein und findet dann ähnliche. Alles bleibt auf diesem Computer.</translation>
    </message>
    <message>
        <source>Drop any picture here to find similar photos</source>
        <translation>Hier ein beliebiges Bild ablegen, um ähnliche Fotos zu finden</translation>
    </message>
    <message>
        <source>From a folder, a web browser or the clipboard.</source>
        <translation>Aus einem Ordner, einem Browser oder der Zwischenablage.</translation>
    </message>
    <message>
        <source>Choose a picture…</source>
        <translation>Bild wählen…</translation>
    </message>
    <message>
        <source>New search</source>
        <translation>Neue Suche</translation>
    </message>
    <message>
        <source>No photo has a similarity of %1 or more</source>
        <translation>Kein Foto hat eine Ähnlichkeit von %1 oder mehr</translation>
    </message>
    <message>
        <source>Remove the limit</source>
        <translation>Grenze aufheben</translation>
    </message>
    <message>
        <source>No photo matches the filters</source>
        <translation>Kein Foto passt zu den Filtern</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Filter aufheben</translation>
    </message>
    <message>
        <source>There are no photos to search yet</source>
        <translation>Noch gibt es keine Fotos zum Durchsuchen</translation>
    </message>
    <message>
        <source>Photos can be searched as soon as they are read.</source>
        <translation>Fotos lassen sich durchsuchen, sobald sie eingelesen sind.</translation>
    </message>
    <message>
        <source>Add a folder with photos.</source>
        <translation>Einen Ordner mit Fotos hinzufügen.</translation>
    </message>
    <message>
        <source>No other photo was found</source>
        <translation>Kein anderes Foto gefunden</translation>
    </message>
    <message>
        <source>The query&apos;s own photo is hidden.</source>
        <translation>Das Foto der Anfrage ist ausgeblendet.</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>Einblenden</translation>
    </message>
    <message>
        <source>Nothing here clearly matches</source>
        <translation>Hier passt nichts eindeutig</translation>
    </message>
    <message numerus="yes">
        <source>%Ln best match(es)</source>
        <translation>
            <numerusform>%Ln bester Treffer</numerusform>
            <numerusform>%Ln beste Treffer</numerusform>
        </translation>
    </message>
    <message>
        <source>Models…</source>
        <translation>Modelle…</translation>
    </message>
    <message>
        <source>No photo matches that well</source>
        <translation>Kein Foto passt so gut</translation>
    </message>
    <message>
        <source>Search with words works once %1 has read all photos</source>
        <translation>Mit Wörtern lässt sich suchen, sobald %1 alle Fotos gelesen hat</translation>
    </message>
    <message>
        <source>Search with words needs another model</source>
        <translation>Die Suche mit Wörtern braucht ein anderes Modell</translation>
    </message>
</context>
<context>
    <name>lookalike::ReviewCommands</name>
    <message>
        <source>Duplicates</source>
        <translation>Duplikate</translation>
    </message>
    <message>
        <source>&amp;Find duplicates</source>
        <translation>Duplikate &amp;suchen</translation>
    </message>
    <message>
        <source>Ctrl+L</source>
        <translation>Ctrl+L</translation>
    </message>
    <message>
        <source>&amp;Pause search</source>
        <translation>Suche &amp;unterbrechen</translation>
    </message>
    <message>
        <source>&amp;Accept suggestion</source>
        <translation>Vorschlag ü&amp;bernehmen</translation>
    </message>
    <message>
        <source>Accept all &amp;suggestions…</source>
        <translation>&amp;Alle Vorschläge übernehmen…</translation>
    </message>
    <message>
        <source>Ctrl+Shift+Return</source>
        <translation>Ctrl+Shift+Return</translation>
    </message>
    <message>
        <source>K&amp;eep all</source>
        <translation>Alle be&amp;halten</translation>
    </message>
    <message>
        <source>&amp;Not duplicates</source>
        <translation>Keine &amp;Duplikate</translation>
    </message>
    <message>
        <source>&amp;Move to the trash</source>
        <translation>In den &amp;Papierkorb</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>Rules for &amp;what to keep…</source>
        <translation>Regeln, &amp;was behalten wird…</translation>
    </message>
    <message>
        <source>Ctrl+R</source>
        <translation>Ctrl+R</translation>
    </message>
    <message>
        <source>&amp;Decisions…</source>
        <translation>&amp;Entscheidungen…</translation>
    </message>
    <message>
        <source>Ctrl+D</source>
        <translation>Ctrl+D</translation>
    </message>
    <message>
        <source>&amp;Photos of the group</source>
        <translation>&amp;Fotos der Gruppe</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>Ver&amp;gleichen</translation>
    </message>
    <message>
        <source>&amp;Find similar shots</source>
        <translation>Ähnliche Aufnahmen &amp;suchen</translation>
    </message>
    <message>
        <source>&amp;Next group</source>
        <translation>&amp;Nächste Gruppe</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Accept suggestion in %Ln group(s)</source>
        <translation>
            <numerusform>In %Ln Gruppe Vorschlag ü&amp;bernehmen</numerusform>
            <numerusform>In %Ln Gruppen Vorschlag ü&amp;bernehmen</numerusform>
        </translation>
    </message>
    <message>
        <source>Done with this &amp;group</source>
        <translation>Fer&amp;tig mit dieser Gruppe</translation>
    </message>
    <message>
        <source>&amp;Accept suggestion, frees %1</source>
        <translation>Vorschlag ü&amp;bernehmen, spart %1</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Move %Ln photo(s) to the trash</source>
        <translation>
            <numerusform>%Ln Foto in den &amp;Papierkorb</numerusform>
            <numerusform>%Ln Fotos in den &amp;Papierkorb</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Keep photo %1, frees %2</source>
        <translation>Foto %1 &amp;behalten, spart %2</translation>
    </message>
</context>
<context>
    <name>lookalike::ReviewController</name>
    <message>
        <source>That was the last group. Ready for the trash: %1.</source>
        <translation>Das war die letzte Gruppe. Bereit für den Papierkorb: %1.</translation>
    </message>
    <message>
        <source>One photo of each group is always kept. Keep another one first; %1 can then go.</source>
        <translation>Ein Foto jeder Gruppe wird immer behalten. Behalten Sie erst ein anderes; dann kann %1 weg.</translation>
    </message>
    <message>
        <source>Undone. The group is back in the list.</source>
        <translation>Rückgängig gemacht. Die Gruppe steht wieder in der Liste.</translation>
    </message>
    <message>
        <source>%1 is protected and is always kept.</source>
        <translation>%1 ist geschützt und wird immer behalten.</translation>
    </message>
</context>
<context>
    <name>lookalike::ScanHint</name>
    <message>
        <source>Only identical files are known so far. A search among %1 also finds cropped, resized and edited copies; it takes about %2.</source>
        <translation>Bisher sind nur identische Dateien bekannt. Eine Suche unter %1 findet auch zugeschnittene, verkleinerte und bearbeitete Kopien; sie dauert etwa %2.</translation>
    </message>
    <message numerus="yes">
        <source>The last search for copies did not see %n new photo(s). Searching again takes about %1.</source>
        <translation>
            <numerusform>Die letzte Suche nach Kopien hat %n neues Foto nicht gesehen. Eine neue Suche dauert etwa %1.</numerusform>
            <numerusform>Die letzte Suche nach Kopien hat %n neue Fotos nicht gesehen. Eine neue Suche dauert etwa %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>The search for copies was not finished, so more may be found. It goes on where it stopped.</source>
        <translation>Die Suche nach Kopien wurde nicht beendet, es können also noch mehr gefunden werden. Sie geht dort weiter, wo sie aufgehört hat.</translation>
    </message>
</context>
<context>
    <name>lookalike::ScopeBar</name>
    <message numerus="yes">
        <source>%Ln folders</source>
        <translation>
            <numerusform>%Ln Ordner</numerusform>
            <numerusform>%Ln Ordner</numerusform>
        </translation>
    </message>
    <message>
        <source>Same photo</source>
        <translation>Dasselbe Foto</translation>
    </message>
    <message>
        <source>Similar shots</source>
        <translation>Ähnliche Aufnahmen</translation>
    </message>
    <message>
        <source>Copies of one photo, including resized, cropped, rotated or edited ones</source>
        <translation>Kopien eines Fotos, auch verkleinerte, beschnittene, gedrehte oder bearbeitete</translation>
    </message>
    <message>
        <source>Other photos of the same scene: bursts and brackets</source>
        <translation>Andere Fotos derselben Szene: Serien und Belichtungsreihen</translation>
    </message>
    <message>
        <source>Search in</source>
        <translation>Suchen in</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>Vergleichen mit</translation>
    </message>
    <message>
        <source>Search in %1</source>
        <translation>Suchen in %1</translation>
    </message>
    <message>
        <source>Compare with %1</source>
        <translation>Vergleichen mit %1</translation>
    </message>
    <message>
        <source>Another folder…</source>
        <translation>Anderer Ordner…</translation>
    </message>
    <message>
        <source>Choose nothing to search the whole library. Photos in “Compare with” folders are never marked.</source>
        <translation>Ohne Auswahl wird in allen Ordnern gesucht. Fotos in Ordnern unter „Vergleichen mit“ werden nie markiert.</translation>
    </message>
    <message>
        <source>Ignore copies within the same folder</source>
        <translation>Kopien innerhalb desselben Ordners übergehen</translation>
    </message>
    <message>
        <source>Show decided groups too</source>
        <translation>Auch entschiedene Gruppen zeigen</translation>
    </message>
    <message>
        <source>Find duplicates in a folder</source>
        <translation>In einem Ordner nach Duplikaten suchen</translation>
    </message>
    <message>
        <source>Whole library</source>
        <translation>Alle Ordner</translation>
    </message>
    <message>
        <source>%1 compared with %2</source>
        <translation>%1 verglichen mit %2</translation>
    </message>
    <message>
        <source>Search in: %1</source>
        <translation>Suchen in: %1</translation>
    </message>
    <message>
        <source>Time between similar shots</source>
        <translation>Zeit zwischen ähnlichen Aufnahmen</translation>
    </message>
    <message>
        <source>By capture date. With a limit, photos without a capture date are left out.</source>
        <translation>Nach dem Aufnahmedatum. Mit einer Grenze werden Fotos ohne Aufnahmedatum ausgelassen.</translation>
    </message>
    <message>
        <source>Any time</source>
        <comment>between shots</comment>
        <translation>Beliebig</translation>
    </message>
    <message>
        <source>Within 5 s</source>
        <translation>Bis 5 s</translation>
    </message>
    <message>
        <source>Within 1 min</source>
        <translation>Bis 1 min</translation>
    </message>
    <message>
        <source>Within 1 h</source>
        <translation>Bis 1 h</translation>
    </message>
</context>
<context>
    <name>lookalike::Scrubber</name>
    <message>
        <source>Place in the library</source>
        <translation>Stelle in der Bibliothek</translation>
    </message>
</context>
<context>
    <name>lookalike::SearchPage</name>
    <message>
        <source>&amp;Search</source>
        <translation>&amp;Suchen</translation>
    </message>
    <message>
        <source>&amp;Query</source>
        <translation>&amp;Anfrage</translation>
    </message>
    <message>
        <source>&amp;Photo</source>
        <translation>&amp;Foto</translation>
    </message>
</context>
<context>
    <name>lookalike::ShortcutsDialog</name>
    <message>
        <source>A&amp;ssign</source>
        <translation>&amp;Zuweisen</translation>
    </message>
    <message>
        <source>&amp;No shortcut</source>
        <translation>&amp;Kein Kürzel</translation>
    </message>
    <message>
        <source>&amp;Reset</source>
        <translation>Zu&amp;rücksetzen</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <translation>Kürzel</translation>
    </message>
    <message>
        <source>Commands and their shortcuts</source>
        <translation>Befehle und ihre Kürzel</translation>
    </message>
    <message>
        <source>New shortcut of the selected command</source>
        <translation>Neues Kürzel des gewählten Befehls</translation>
    </message>
    <message>
        <source>Reset a&amp;ll</source>
        <translation>&amp;Alle zurücksetzen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Arrow and Page keys move through the results; Shift extends the selection. To change a shortcut, select the command and press the new keys below.</source>
        <translation>Pfeil- und Bildtasten bewegen durch die Ergebnisse, Umschalt erweitert die Auswahl. Um ein Kürzel zu ändern, den Befehl wählen und unten die neuen Tasten drücken.</translation>
    </message>
    <message>
        <source>Already used by “%1”, which would lose it</source>
        <translation>Schon von „%1“ benutzt, das es verlieren würde</translation>
    </message>
    <message>
        <source>Restores the default shortcut of the selected command</source>
        <translation>Stellt das Standardkürzel des gewählten Befehls wieder her</translation>
    </message>
    <message>
        <source>Changed; the default is %1</source>
        <translation>Geändert; Standard ist %1</translation>
    </message>
    <message>
        <source>no shortcut</source>
        <translation>kein Kürzel</translation>
    </message>
    <message>
        <source>Preview of a photo (fixed keys)</source>
        <translation>Vorschau eines Fotos (feste Tasten)</translation>
    </message>
    <message>
        <source>Box for words (fixed keys)</source>
        <translation>Feld für Wörter (feste Tasten)</translation>
    </message>
</context>
<context>
    <name>lookalike::SidePanels</name>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>&amp;Folders</source>
        <translation>&amp;Ordner</translation>
    </message>
    <message>
        <source>Ctrl+B</source>
        <translation>Ctrl+B</translation>
    </message>
    <message>
        <source>&amp;Details</source>
        <translation>De&amp;tails</translation>
    </message>
    <message>
        <source>Ctrl+I</source>
        <translation>Ctrl+I</translation>
    </message>
</context>
<context>
    <name>lookalike::SingleInstance</name>
    <message>
        <source>The open window could not be reached (%1), so this is a second one.</source>
        <translation>Das offene Fenster war nicht zu erreichen (%1), darum ist dies ein zweites.</translation>
    </message>
    <message>
        <source>No folder is private to you, so starting the program again will open another window.</source>
        <translation>Es gibt keinen Ordner, den nur Sie benutzen können. Ein weiterer Start des Programms öffnet darum ein weiteres Fenster.</translation>
    </message>
    <message>
        <source>a program of another user is in its place</source>
        <translation>an seiner Stelle ist ein Programm eines anderen Benutzers</translation>
    </message>
    <message>
        <source>it does not answer</source>
        <translation>es antwortet nicht</translation>
    </message>
    <message>
        <source>another program is in its place</source>
        <translation>an seiner Stelle ist ein anderes Programm</translation>
    </message>
</context>
<context>
    <name>lookalike::SpacesList</name>
    <message>
        <source>used for search, incomplete</source>
        <translation>für die Suche benutzt, unvollständig</translation>
    </message>
    <message>
        <source>used for search</source>
        <translation>für die Suche benutzt</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) to read</source>
        <translation>
            <numerusform>%Ln Foto zu lesen</numerusform>
            <numerusform>%Ln Fotos zu lesen</numerusform>
        </translation>
    </message>
    <message>
        <source>complete</source>
        <translation>vollständig</translation>
    </message>
    <message>
        <source>Indexed with</source>
        <translation>Eingelesen mit</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Size on disk</source>
        <translation>Speicherplatz</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Delete &amp;embeddings…</source>
        <translation>Embeddings lös&amp;chen…</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>etwa %1</translation>
    </message>
    <message>
        <source>Delete embeddings</source>
        <translation>Embeddings löschen</translation>
    </message>
    <message>
        <source>Delete the embeddings of %1?</source>
        <translation>Die Embeddings von %1 löschen?</translation>
    </message>
    <message>
        <source>To use this model again, all photos must be read again. The photos and the model itself are not touched.</source>
        <translation>Um dieses Modell wieder zu benutzen, müssen alle Fotos neu eingelesen werden. Die Fotos und das Modell selbst werden nicht angerührt.</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Embeddings deleted.</source>
        <translation>Embeddings gelöscht.</translation>
    </message>
</context>
<context>
    <name>lookalike::TransferCommands</name>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>&amp;Move to a folder…</source>
        <translation>In einen Ordner &amp;verschieben…</translation>
    </message>
    <message>
        <source>&amp;Undo the last move or copy</source>
        <translation>Letztes Verschieben oder Kopieren &amp;rückgängig machen</translation>
    </message>
    <message>
        <source>Show…</source>
        <translation>Anzeigen…</translation>
    </message>
    <message numerus="yes">
        <source>Move %Ln photo(s) to a folder</source>
        <translation>
            <numerusform>%Ln Foto in einen Ordner verschieben</numerusform>
            <numerusform>%Ln Fotos in einen Ordner verschieben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copy %Ln photo(s) to a folder</source>
        <translation>
            <numerusform>%Ln Foto in einen Ordner kopieren</numerusform>
            <numerusform>%Ln Fotos in einen Ordner kopieren</numerusform>
        </translation>
    </message>
    <message>
        <source>Move here</source>
        <translation>Hierher verschieben</translation>
    </message>
    <message>
        <source>Copy here</source>
        <translation>Hierher kopieren</translation>
    </message>
    <message>
        <source>Move out of the library?</source>
        <translation>Aus der Bibliothek verschieben?</translation>
    </message>
    <message>
        <source>Move these photos out of the library?</source>
        <translation>Diese Fotos aus der Bibliothek verschieben?</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Copy to a folder…</source>
        <translation>In einen Ordner &amp;kopieren…</translation>
    </message>
</context>
<context>
    <name>lookalike::TransferFailuresDialog</name>
    <message>
        <source>Files that were not moved</source>
        <translation>Nicht verschobene Dateien</translation>
    </message>
    <message>
        <source>Files that were not copied</source>
        <translation>Nicht kopierte Dateien</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) stayed as they were:</source>
        <translation>
            <numerusform>%Ln Datei blieb, wie sie war:</numerusform>
            <numerusform>%Ln Dateien blieben, wie sie waren:</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>lookalike::TrashList</name>
    <message>
        <source>Goes</source>
        <translation>Geht</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Stays</source>
        <translation>Bleibt</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>Was geschieht</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Show the photo</source>
        <translation>Das Foto zeigen</translation>
    </message>
    <message>
        <source>Show both photos</source>
        <translation>Beide Fotos zeigen</translation>
    </message>
    <message>
        <source>Leave this photo out</source>
        <translation>Dieses Foto auslassen</translation>
    </message>
    <message>
        <source>Take this photo along</source>
        <translation>Dieses Foto mitnehmen</translation>
    </message>
    <message>
        <source>Show in file manager</source>
        <translation>In Dateiverwaltung zeigen</translation>
    </message>
</context>
<context>
    <name>lookalike::TrashPreviewDialog</name>
    <message>
        <source>Move to the trash</source>
        <translation>In den Papierkorb legen</translation>
    </message>
    <message>
        <source>Accept suggestions</source>
        <translation>Vorschläge übernehmen</translation>
    </message>
    <message>
        <source>Photos that were not restored</source>
        <translation>Fotos, die nicht wiederhergestellt wurden</translation>
    </message>
    <message>
        <source>Photos that were left in place</source>
        <translation>Fotos, die nicht verschoben wurden</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Replace identical files by hard links</source>
        <translation>Identische Dateien durch harte Verknüpfungen ersetzen</translation>
    </message>
    <message>
        <source>The file name stays in its folder and points to the kept file. Only for identical files on the same disk.</source>
        <translation>Der Dateiname bleibt in seinem Ordner und führt zur behaltenen Datei. Nur für identische Dateien auf demselben Datenträger.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Checking each photo…</source>
        <translation>Jedes Foto wird geprüft…</translation>
    </message>
    <message numerus="yes">
        <source>The suggestion for %Ln group(s) marks %1 and frees %2. Nothing moves yet.</source>
        <translation>
            <numerusform>Der Vorschlag für %Ln Gruppe markiert %1 und spart %2. Noch wird nichts verschoben.</numerusform>
            <numerusform>Der Vorschlag für %Ln Gruppen markiert %1 und spart %2. Noch wird nichts verschoben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Mark %Ln photo(s)</source>
        <translation>
            <numerusform>%Ln Foto markieren</numerusform>
            <numerusform>%Ln Fotos markieren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln group(s) will move to the trash, which frees %2. Undo restores them.</source>
        <translation>
            <numerusform>%1 aus %Ln Gruppe kommen in den Papierkorb, das spart %2. „Rückgängig“ holt sie zurück.</numerusform>
            <numerusform>%1 aus %Ln Gruppen kommen in den Papierkorb, das spart %2. „Rückgängig“ holt sie zurück.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Replace %Ln photo(s) by links</source>
        <translation>
            <numerusform>%Ln Foto durch Verknüpfung ersetzen</numerusform>
            <numerusform>%Ln Fotos durch Verknüpfungen ersetzen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %Ln photo(s) to the trash</source>
        <translation>
            <numerusform>%Ln Foto in den Papierkorb legen</numerusform>
            <numerusform>%Ln Fotos in den Papierkorb legen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) will be left in place for the reason shown.</source>
        <translation>
            <numerusform>%Ln Foto wird aus dem genannten Grund nicht verschoben.</numerusform>
            <numerusform>%Ln Fotos werden aus dem genannten Grund nicht verschoben.</numerusform>
        </translation>
    </message>
    <message>
        <source>Move sidecars, JSON files and videos along with their photos</source>
        <translation>Begleitdateien, JSON-Dateien und Videos mit ihren Fotos verschieben</translation>
    </message>
    <message>
        <source>Files that also belong to another photo in the same folder are left in place.</source>
        <translation>Dateien, die auch zu einem anderen Foto im selben Ordner gehören, werden nicht verschoben.</translation>
    </message>
    <message>
        <source>Save keywords, captions and ratings of the moved photos in a sidecar next to the kept photo</source>
        <translation>Stichwörter, Bildunterschriften und Bewertungen der verschobenen Fotos in einer Begleitdatei neben dem behaltenen Foto speichern</translation>
    </message>
    <message>
        <source>Other programs can read this XMP sidecar. The photos themselves are not changed, and Undo removes the sidecar.</source>
        <translation>Auch andere Programme können diese XMP-Begleitdatei lesen. Die Fotos selbst werden nicht verändert, und „Rückgängig“ entfernt die Begleitdatei wieder.</translation>
    </message>
    <message>
        <source>Space shows both photos. A photo without its tick is left out; Ctrl+Space does that by keyboard.</source>
        <translation>Die Leertaste zeigt beide Fotos. Ein Foto ohne Haken wird ausgelassen; mit der Tastatur geht das mit Strg+Leertaste.</translation>
    </message>
    <message>
        <source>Mark photos</source>
        <translation>Fotos markieren</translation>
    </message>
</context>
<context>
    <name>lookalike::ViewCommands</name>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>F11</source>
        <translation>F11</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>&amp;About Lookalike</source>
        <translation>&amp;Über Lookalike</translation>
    </message>
    <message>
        <source>C&amp;olours</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>Follow &amp;system</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
</context>
<context>
    <name>lookalike::WindowPages</name>
    <message>
        <source>Models…</source>
        <translation>Modelle…</translation>
    </message>
</context>
<context>
    <name>lookalike::WordBox</name>
    <message>
        <source>Words need another model…</source>
        <translation>Wörter: anderes Modell nötig…</translation>
    </message>
    <message>
        <source>Search with words</source>
        <translation>Mit Wörtern suchen</translation>
    </message>
    <message>
        <source>The model in use knows pictures alone. Search with words needs one that also knows words, such as CLIP or SigLIP; the list of models says which do.</source>
        <translation>Das benutzte Modell kennt nur Bilder. Die Suche mit Wörtern braucht eines, das auch Wörter kennt, etwa CLIP oder SigLIP; die Liste der Modelle nennt sie.</translation>
    </message>
    <message>
        <source>Search with the words</source>
        <translation>Mit den Wörtern suchen</translation>
    </message>
    <message>
        <source>Exclude the word that follows</source>
        <translation>Das folgende Wort ausschließen</translation>
    </message>
    <message>
        <source>Go to the results</source>
        <translation>Zu den Ergebnissen</translation>
    </message>
    <message>
        <source>Remove what was added last</source>
        <translation>Zuletzt Hinzugefügtes entfernen</translation>
    </message>
    <message>
        <source>Type words and press Return. A word after a minus is not wanted, as in “beach -people” or “city -&quot;old town&quot;”.</source>
        <translation>Wörter eingeben und die Eingabetaste drücken. Ein Wort nach einem Minus ist nicht erwünscht, wie in „Strand -Leute“ oder „Stadt -&quot;alter Markt&quot;“.</translation>
    </message>
</context>
<context>
    <name>lookalike::Words</name>
    <message>
        <source>%1 %</source>
        <comment>a share</comment>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>GPS %1, %2</source>
        <translation>GPS %1, %2</translation>
    </message>
    <message>
        <source>%1 × %2, %3 MP</source>
        <translation>%1 × %2, %3 MP</translation>
    </message>
    <message>
        <source>place</source>
        <comment>of a photo</comment>
        <translation>Ort</translation>
    </message>
    <message>
        <source>date</source>
        <comment>of a photo</comment>
        <translation>Datum</translation>
    </message>
    <message>
        <source>camera</source>
        <comment>of a photo</comment>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>rating</source>
        <comment>of a photo</comment>
        <translation>Bewertung</translation>
    </message>
    <message>
        <source>original %1</source>
        <translation>ursprüngliches %1</translation>
    </message>
    <message>
        <source>has the %1</source>
        <translation>mit %1</translation>
    </message>
    <message>
        <source>has the camera&apos;s own file name</source>
        <translation>mit dem Dateinamen der Kamera</translation>
    </message>
    <message>
        <source>not named as a copy</source>
        <translation>heißt nicht wie eine Kopie</translation>
    </message>
    <message>
        <source>larger file</source>
        <translation>größere Datei</translation>
    </message>
    <message>
        <source>older file</source>
        <translation>ältere Datei</translation>
    </message>
    <message>
        <source>shorter path</source>
        <translation>kürzerer Pfad</translation>
    </message>
    <message>
        <source>Unknown size</source>
        <translation>Größe unbekannt</translation>
    </message>
    <message>
        <source>Taken %1</source>
        <translation>Aufgenommen %1</translation>
    </message>
    <message>
        <source>No date</source>
        <translation>Kein Datum</translation>
    </message>
    <message>
        <source>No camera</source>
        <translation>Keine Kamera</translation>
    </message>
    <message>
        <source>No place</source>
        <translation>Kein Ort</translation>
    </message>
    <message>
        <source>Rating %1</source>
        <translation>Bewertung %1</translation>
    </message>
    <message>
        <source>No rating</source>
        <translation>Keine Bewertung</translation>
    </message>
    <message>
        <source>Modified %1</source>
        <translation>Geändert %1</translation>
    </message>
    <message>
        <source>Identical files</source>
        <translation>Identische Dateien</translation>
    </message>
    <message>
        <source>Identical pictures</source>
        <translation>Identische Bilder</translation>
    </message>
    <message>
        <source>Resized</source>
        <translation>Andere Größe</translation>
    </message>
    <message>
        <source>Re-compressed</source>
        <translation>Neu komprimiert</translation>
    </message>
    <message>
        <source>Cropped</source>
        <translation>Beschnitten</translation>
    </message>
    <message>
        <source>Rotated or mirrored</source>
        <translation>Gedreht oder gespiegelt</translation>
    </message>
    <message>
        <source>Edited</source>
        <translation>Bearbeitet</translation>
    </message>
    <message>
        <source>RAW + JPEG</source>
        <translation>RAW + JPEG</translation>
    </message>
    <message>
        <source>Similar shots</source>
        <translation>Ähnliche Aufnahmen</translation>
    </message>
    <message>
        <source>The files are the same, byte for byte.</source>
        <translation>Die Dateien sind Byte für Byte gleich.</translation>
    </message>
    <message>
        <source>The same pixels in another format or with other metadata.</source>
        <translation>Dieselben Pixel in anderem Format oder mit anderen Metadaten.</translation>
    </message>
    <message>
        <source>The same picture with more or fewer pixels.</source>
        <translation>Dasselbe Bild mit mehr oder weniger Pixeln.</translation>
    </message>
    <message>
        <source>The same picture, compressed again with some loss.</source>
        <translation>Dasselbe Bild, mit etwas Verlust neu komprimiert.</translation>
    </message>
    <message>
        <source>One shows part of the other.</source>
        <translation>Eines zeigt einen Teil des anderen.</translation>
    </message>
    <message>
        <source>The same picture, rotated or mirrored.</source>
        <translation>Dasselbe Bild, gedreht oder gespiegelt.</translation>
    </message>
    <message>
        <source>The same picture with other light, colours, text or a border.</source>
        <translation>Dasselbe Bild mit anderem Licht, anderen Farben, Text oder Rand.</translation>
    </message>
    <message>
        <source>A raw file and the camera&apos;s JPEG of the same photo.</source>
        <translation>Eine Rohdatei und das JPEG der Kamera vom selben Foto.</translation>
    </message>
    <message>
        <source>Other photos of the same scene: a burst or a bracket.</source>
        <translation>Andere Fotos derselben Szene: eine Serie oder Belichtungsreihe.</translation>
    </message>
    <message>
        <source>shows %1 of it</source>
        <translation>zeigt %1 davon</translation>
    </message>
    <message>
        <source>shows more (the kept one is a %1 crop)</source>
        <translation>zeigt mehr (das behaltene ist ein Ausschnitt von %1)</translation>
    </message>
    <message>
        <source>rotated by %1°</source>
        <translation>um %1° gedreht</translation>
    </message>
    <message>
        <source>mirrored</source>
        <translation>gespiegelt</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln Foto</numerusform>
            <numerusform>%Ln Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>In a protected folder</source>
        <translation>In einem geschützten Ordner</translation>
    </message>
    <message>
        <source>The original</source>
        <translation>Das Original</translation>
    </message>
    <message>
        <source>More pixels</source>
        <translation>Mehr Pixel</translation>
    </message>
    <message>
        <source>The camera&apos;s own format</source>
        <translation>Das Format der Kamera</translation>
    </message>
    <message>
        <source>More information</source>
        <translation>Mehr Angaben</translation>
    </message>
    <message>
        <source>The camera&apos;s own name</source>
        <translation>Der Name der Kamera</translation>
    </message>
    <message>
        <source>The larger file</source>
        <translation>Die größere Datei</translation>
    </message>
    <message>
        <source>The older file</source>
        <translation>Die ältere Datei</translation>
    </message>
    <message>
        <source>The shorter path</source>
        <translation>Der kürzere Pfad</translation>
    </message>
    <message>
        <source>Photos in protected folders never go to the trash.</source>
        <translation>Fotos in geschützten Ordnern kommen nie in den Papierkorb.</translation>
    </message>
    <message>
        <source>The photo with the most pixels.</source>
        <translation>Das Foto mit den meisten Pixeln.</translation>
    </message>
    <message>
        <source>RAW before HEIC before JPEG before converted files.</source>
        <translation>RAW vor HEIC vor JPEG vor umgewandelten Dateien.</translation>
    </message>
    <message>
        <source>Not named “copy”, “(1)” or “edited”.</source>
        <translation>Heißt nicht „copy“, „(1)“ oder „edited“.</translation>
    </message>
    <message>
        <source>Between files of the same format and size.</source>
        <translation>Bei Dateien von gleichem Format und gleicher Größe.</translation>
    </message>
    <message>
        <source>The file that was modified first.</source>
        <translation>Die zuerst geänderte Datei.</translation>
    </message>
    <message>
        <source>Not duplicates</source>
        <translation>Keine Duplikate</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>Beide behalten</translation>
    </message>
    <message>
        <source>Keep all</source>
        <translation>Alle behalten</translation>
    </message>
    <message>
        <source>Suggested: %1.</source>
        <translation>Vorschlag: %1.</translation>
    </message>
    <message>
        <source>Single picture</source>
        <translation>Einzelnes Bild</translation>
    </message>
    <message>
        <source>animation of %1 frames</source>
        <translation>Animation mit %1 Bildern</translation>
    </message>
    <message>
        <source>%1 pages</source>
        <translation>%1 Seiten</translation>
    </message>
    <message>
        <source>transparency</source>
        <translation>Transparenz</translation>
    </message>
    <message>
        <source>%1 bits per channel</source>
        <translation>%1 Bit pro Kanal</translation>
    </message>
    <message>
        <source>HDR gain map</source>
        <translation>HDR-Gain-Map</translation>
    </message>
    <message>
        <source>second picture</source>
        <translation>zweites Bild</translation>
    </message>
    <message>
        <source>depth map</source>
        <translation>Tiefenkarte</translation>
    </message>
    <message>
        <source>keywords</source>
        <comment>of a photo</comment>
        <translation>Stichwörter</translation>
    </message>
    <message>
        <source>title</source>
        <comment>of a photo</comment>
        <translation>Titel</translation>
    </message>
    <message>
        <source>caption</source>
        <comment>of a photo</comment>
        <translation>Bildunterschrift</translation>
    </message>
    <message>
        <source>named faces</source>
        <comment>of a photo</comment>
        <translation>benannte Gesichter</translation>
    </message>
    <message>
        <source>place name</source>
        <comment>of a photo</comment>
        <translation>Ortsname</translation>
    </message>
    <message>
        <source>video</source>
        <comment>of a photo</comment>
        <translation>Video</translation>
    </message>
    <message>
        <source>not cropped, rotated, edited or enlarged</source>
        <translation>nicht beschnitten, gedreht, bearbeitet oder vergrößert</translation>
    </message>
    <message>
        <source>next to its raw file, video or sidecar</source>
        <translation>neben seiner Rohdatei, seinem Video oder seiner Begleitdatei</translation>
    </message>
    <message>
        <source>No keywords</source>
        <translation>Keine Stichwörter</translation>
    </message>
    <message>
        <source>No title</source>
        <translation>Kein Titel</translation>
    </message>
    <message>
        <source>No caption</source>
        <translation>Keine Bildunterschrift</translation>
    </message>
    <message>
        <source>No named faces</source>
        <translation>Keine benannten Gesichter</translation>
    </message>
    <message>
        <source>No place name</source>
        <translation>Kein Ortsname</translation>
    </message>
    <message>
        <source>With video</source>
        <translation>Mit Video</translation>
    </message>
    <message>
        <source>No video</source>
        <translation>Kein Video</translation>
    </message>
    <message>
        <source>Next to its raw file or sidecar</source>
        <translation>Neben seiner Rohdatei oder Begleitdatei</translation>
    </message>
    <message>
        <source>Not cropped, edited, rotated or enlarged.</source>
        <translation>Nicht beschnitten, bearbeitet, gedreht oder vergrößert.</translation>
    </message>
    <message>
        <source>The photo with a date, place, keywords, caption, named faces or video.</source>
        <translation>Das Foto mit Datum, Ort, Stichwörtern, Bildunterschrift, benannten Gesichtern oder Video.</translation>
    </message>
    <message>
        <source>Its raw file, video, sidecar or JSON file is in the same folder.</source>
        <translation>Seine Rohdatei, sein Video, seine Begleitdatei oder seine JSON-Datei liegt im selben Ordner.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>a loss, and what it is</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>raw file</source>
        <translation>Rohdatei</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>sidecar</source>
        <translation>Begleitdatei</translation>
    </message>
    <message>
        <source>JSON file</source>
        <translation>JSON-Datei</translation>
    </message>
    <message>
        <source>edits</source>
        <translation>Bearbeitungen</translation>
    </message>
    <message>
        <source>keywords</source>
        <translation>Stichwörter</translation>
    </message>
    <message>
        <source>albums</source>
        <translation>Alben</translation>
    </message>
    <message>
        <source>people</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>rating</source>
        <translation>Bewertung</translation>
    </message>
    <message>
        <source>title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>caption</source>
        <translation>Bildunterschrift</translation>
    </message>
    <message>
        <source>date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>place name</source>
        <translation>Ortsname</translation>
    </message>
    <message numerus="yes">
        <source>Remembered as not duplicates: %Ln group(s).</source>
        <translation>
            <numerusform>Als keine Duplikate gemerkt: %Ln Gruppe.</numerusform>
            <numerusform>Als keine Duplikate gemerkt: %Ln Gruppen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remembered: all photos of %Ln group(s) are kept.</source>
        <translation>
            <numerusform>Gemerkt: Alle Fotos von %Ln Gruppe werden behalten.</numerusform>
            <numerusform>Gemerkt: Alle Fotos von %Ln Gruppen werden behalten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped. Nothing is lost; searching again continues here.</source>
        <translation>Angehalten. Nichts geht verloren; die nächste Suche fährt hier fort.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln pair(s) could not be compared. The first is %1 and %2: %3.</source>
        <translation>
            <numerusform>%Ln Paar ließ sich nicht vergleichen: %1 und %2: %3.</numerusform>
            <numerusform>%Ln Paare ließen sich nicht vergleichen. Das erste ist %1 und %2: %3.</numerusform>
        </translation>
    </message>
    <message>
        <source>Moved %1 (%2) to the trash.</source>
        <translation>%1 (%2) in den Papierkorb gelegt.</translation>
    </message>
    <message>
        <source>%1 Left in place: %2.</source>
        <translation>%1 Nicht verschoben: %2.</translation>
    </message>
    <message>
        <source>Restored %1.</source>
        <translation>%1 wiederhergestellt.</translation>
    </message>
    <message>
        <source>%1 cannot be restored because the trash was emptied.</source>
        <translation>%1 lassen sich nicht wiederherstellen, weil der Papierkorb geleert wurde.</translation>
    </message>
    <message>
        <source>%1 could not be restored.</source>
        <translation>%1 ließen sich nicht wiederherstellen.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln sidecar(s) left in place.</source>
        <translation>
            <numerusform>%Ln Begleitdatei bleibt erhalten.</numerusform>
            <numerusform>%Ln Begleitdateien bleiben erhalten.</numerusform>
        </translation>
    </message>
    <message>
        <source>You keep %1.</source>
        <translation>Sie behalten %1.</translation>
    </message>
    <message>
        <source>You keep this one</source>
        <translation>Dieses behalten Sie</translation>
    </message>
    <message>
        <source>Compared with the others</source>
        <translation>Mit den anderen verglichen</translation>
    </message>
    <message>
        <source>Suggested to keep</source>
        <translation>Zum Behalten vorgeschlagen</translation>
    </message>
    <message>
        <source>Not compared with %1</source>
        <translation>Nicht mit %1 verglichen</translation>
    </message>
    <message>
        <source>date</source>
        <comment>would be lost</comment>
        <translation>Datum</translation>
    </message>
    <message>
        <source>place</source>
        <comment>would be lost</comment>
        <translation>Ort</translation>
    </message>
    <message>
        <source>camera</source>
        <comment>would be lost</comment>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>rating</source>
        <comment>would be lost</comment>
        <translation>Bewertung</translation>
    </message>
    <message>
        <source>higher resolution</source>
        <comment>would be lost</comment>
        <translation>höhere Auflösung</translation>
    </message>
    <message>
        <source>animation</source>
        <comment>would be lost</comment>
        <translation>Animation</translation>
    </message>
    <message>
        <source>more pages</source>
        <comment>would be lost</comment>
        <translation>weitere Seiten</translation>
    </message>
    <message>
        <source>transparency</source>
        <comment>would be lost</comment>
        <translation>Transparenz</translation>
    </message>
    <message>
        <source>higher bit depth</source>
        <comment>would be lost</comment>
        <translation>höhere Farbtiefe</translation>
    </message>
    <message>
        <source>HDR gain map</source>
        <comment>would be lost</comment>
        <translation>HDR-Gain-Map</translation>
    </message>
    <message>
        <source>second picture inside</source>
        <comment>would be lost</comment>
        <translation>zweites Bild in der Datei</translation>
    </message>
    <message>
        <source>depth map</source>
        <comment>would be lost</comment>
        <translation>Tiefenkarte</translation>
    </message>
    <message>
        <source>keywords</source>
        <comment>would be lost</comment>
        <translation>Stichwörter</translation>
    </message>
    <message>
        <source>title</source>
        <comment>would be lost</comment>
        <translation>Titel</translation>
    </message>
    <message>
        <source>caption</source>
        <comment>would be lost</comment>
        <translation>Bildunterschrift</translation>
    </message>
    <message>
        <source>named faces</source>
        <comment>would be lost</comment>
        <translation>benannte Gesichter</translation>
    </message>
    <message>
        <source>place name</source>
        <comment>would be lost</comment>
        <translation>Ortsname</translation>
    </message>
    <message>
        <source>video inside</source>
        <comment>would be lost</comment>
        <translation>Video in der Datei</translation>
    </message>
    <message>
        <source>raw file next to it</source>
        <comment>would be lost</comment>
        <translation>Rohdatei daneben</translation>
    </message>
    <message>
        <source>picture next to it</source>
        <comment>would be lost</comment>
        <translation>Bild daneben</translation>
    </message>
    <message>
        <source>video next to it</source>
        <comment>would be lost</comment>
        <translation>Video daneben</translation>
    </message>
    <message>
        <source>sidecar next to it</source>
        <comment>would be lost</comment>
        <translation>Begleitdatei daneben</translation>
    </message>
    <message>
        <source>JSON file next to it</source>
        <comment>would be lost</comment>
        <translation>JSON-Datei daneben</translation>
    </message>
    <message>
        <source>file with its edits next to it</source>
        <comment>would be lost</comment>
        <translation>Datei mit den Bearbeitungen daneben</translation>
    </message>
    <message>
        <source>Lost with %1: %2.</source>
        <translation>Mit %1 geht verloren: %2.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln s apart</source>
        <translation>
            <numerusform>%Ln s Abstand</numerusform>
            <numerusform>%Ln s Abstand</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln min apart</source>
        <translation>
            <numerusform>%Ln min Abstand</numerusform>
            <numerusform>%Ln min Abstand</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln h apart</source>
        <translation>
            <numerusform>%Ln h Abstand</numerusform>
            <numerusform>%Ln h Abstand</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln day(s) apart</source>
        <translation>
            <numerusform>%Ln Tag Abstand</numerusform>
            <numerusform>%Ln Tage Abstand</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is no longer in %2</source>
        <translation>%1 ist nicht mehr in %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln new photo(s)</source>
        <translation>
            <numerusform>%Ln neues Foto</numerusform>
            <numerusform>%Ln neue Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln changed photo(s)</source>
        <translation>
            <numerusform>%Ln geändertes Foto</numerusform>
            <numerusform>%Ln geänderte Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) no longer there</source>
        <translation>
            <numerusform>%Ln Foto nicht mehr vorhanden</numerusform>
            <numerusform>%Ln Fotos nicht mehr vorhanden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln folder(s) could not be checked</source>
        <translation>
            <numerusform>%Ln Ordner konnte nicht geprüft werden</numerusform>
            <numerusform>%Ln Ordner konnten nicht geprüft werden</numerusform>
        </translation>
    </message>
    <message>
        <source>Checked: nothing has changed.</source>
        <translation>Geprüft: Nichts hat sich geändert.</translation>
    </message>
    <message>
        <source>Checked: %1.</source>
        <translation>Geprüft: %1.</translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <comment>minutes</comment>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <comment>hours</comment>
        <translation>%1 h</translation>
    </message>
    <message numerus="yes">
        <source>%Ln folder(s) on network drives are checked every %1 minutes.</source>
        <translation>
            <numerusform>%Ln Ordner auf Netzlaufwerken wird alle %1 Minuten durchsucht.</numerusform>
            <numerusform>%Ln Ordner auf Netzlaufwerken werden alle %1 Minuten durchsucht.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln folder(s) are checked every %1 minutes, since the system watches no more.</source>
        <translation>
            <numerusform>%Ln Ordner wird alle %1 Minuten durchsucht, weil das System nicht mehr überwacht.</numerusform>
            <numerusform>%Ln Ordner werden alle %1 Minuten durchsucht, weil das System nicht mehr überwacht.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln folder(s) are checked every %1 minutes, since the system cannot watch them.</source>
        <translation>
            <numerusform>%Ln Ordner wird alle %1 Minuten durchsucht, weil das System ihn nicht überwachen kann.</numerusform>
            <numerusform>%Ln Ordner werden alle %1 Minuten durchsucht, weil das System sie nicht überwachen kann.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Too much changed at once, so whole folders were checked (%Ln time(s)).</source>
        <translation>
            <numerusform>Zu viel hat sich auf einmal geändert, deshalb wurden ganze Ordner durchsucht (%Ln Mal).</numerusform>
            <numerusform>Zu viel hat sich auf einmal geändert, deshalb wurden ganze Ordner durchsucht (%Ln Mal).</numerusform>
        </translation>
    </message>
    <message>
        <source>No photo was moved.</source>
        <translation>Es wurde kein Foto verschoben.</translation>
    </message>
    <message>
        <source>No photo was copied.</source>
        <translation>Es wurde kein Foto kopiert.</translation>
    </message>
    <message>
        <source>Moved %1 (%2) to %3.</source>
        <translation>%1 (%2) nach %3 verschoben.</translation>
    </message>
    <message>
        <source>Copied %1 (%2) to %3.</source>
        <translation>%1 (%2) nach %3 kopiert.</translation>
    </message>
    <message>
        <source>Left in place: %1.</source>
        <translation>Nicht verschoben: %1.</translation>
    </message>
    <message>
        <source>Not copied: %1.</source>
        <translation>Nicht kopiert: %1.</translation>
    </message>
    <message>
        <source>Stopped before the others.</source>
        <translation>Vor den übrigen angehalten.</translation>
    </message>
    <message>
        <source>Moved %1 back to where they were.</source>
        <translation>%1 zurückverschoben.</translation>
    </message>
    <message>
        <source>Removed the copies of %1.</source>
        <translation>Kopien entfernt: %1.</translation>
    </message>
    <message>
        <source>%1 could not be moved back.</source>
        <translation>Nicht zurückverschoben: %1.</translation>
    </message>
    <message>
        <source>The copies of %1 stay.</source>
        <translation>Kopien, die bleiben: %1.</translation>
    </message>
    <message>
        <source>%1 is not in a folder of the library. After the move, %2 will no longer be found in searches. The files themselves are not changed.</source>
        <translation>%1 liegt in keinem Ordner der Bibliothek. Nach dem Verschieben findet die Suche diese Fotos nicht mehr: %2. Die Dateien selbst werden nicht geändert.</translation>
    </message>
    <message>
        <source>protected</source>
        <translation>geschützt</translation>
    </message>
    <message>
        <source>RAW</source>
        <comment>a camera&apos;s raw file lies beside the picture</comment>
        <translation>RAW</translation>
    </message>
    <message>
        <source>Live</source>
        <comment>a Live Photo: its video lies beside the picture</comment>
        <translation>Live</translation>
    </message>
    <message numerus="yes">
        <source>%Ln copies</source>
        <translation>
            <numerusform>%Ln Kopie</numerusform>
            <numerusform>%Ln Kopien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln shots</source>
        <comment>a burst</comment>
        <translation>
            <numerusform>%Ln Aufnahme</numerusform>
            <numerusform>%Ln Aufnahmen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>month, year</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Under %1</source>
        <comment>bytes</comment>
        <translation>Unter %1</translation>
    </message>
    <message>
        <source>%1 and more</source>
        <comment>bytes</comment>
        <translation>%1 und mehr</translation>
    </message>
    <message>
        <source>Protected</source>
        <translation>Geschützt</translation>
    </message>
    <message>
        <source>strong</source>
        <comment>a match</comment>
        <translation>deutlich</translation>
    </message>
    <message>
        <source>likely</source>
        <comment>a match</comment>
        <translation>wahrscheinlich</translation>
    </message>
    <message>
        <source>weak</source>
        <comment>a match</comment>
        <translation>schwach</translation>
    </message>
    <message>
        <source>Strong match</source>
        <translation>Deutlicher Treffer</translation>
    </message>
    <message>
        <source>Likely match</source>
        <translation>Wahrscheinlicher Treffer</translation>
    </message>
    <message>
        <source>Weak match</source>
        <translation>Schwacher Treffer</translation>
    </message>
    <message>
        <source>Strong match: it stands out clearly from the other photos.</source>
        <translation>Deutlicher Treffer: hebt sich klar von den anderen Fotos ab.</translation>
    </message>
    <message>
        <source>Likely match: it stands out from most other photos.</source>
        <translation>Wahrscheinlicher Treffer: hebt sich von den meisten anderen Fotos ab.</translation>
    </message>
    <message>
        <source>Weak match: it hardly stands out from the other photos.</source>
        <translation>Schwacher Treffer: hebt sich kaum von den anderen Fotos ab.</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>most pixels (%1 × %2)</source>
        <translation>meiste Pixel (%1 × %2)</translation>
    </message>
    <message>
        <source>More like this</source>
        <translation>Mehr wie dieses</translation>
    </message>
    <message>
        <source>Less like this</source>
        <translation>Weniger wie dieses</translation>
    </message>
    <message>
        <source>+ more</source>
        <comment>results like this photo</comment>
        <translation>+ mehr</translation>
    </message>
    <message>
        <source>− less</source>
        <comment>results like this photo</comment>
        <translation>− weniger</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) lost tags or access rights, which this drive cannot hold.</source>
        <translation>
            <numerusform>%Ln Datei hat Schlagwörter oder Zugriffsrechte verloren, die dieses Laufwerk nicht speichern kann.</numerusform>
            <numerusform>%Ln Dateien haben Schlagwörter oder Zugriffsrechte verloren, die dieses Laufwerk nicht speichern kann.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 match</source>
        <comment>of two pictures</comment>
        <translation>%1 Übereinstimmung</translation>
    </message>
    <message>
        <source>The file with the shortest path.</source>
        <translation>Die Datei mit dem kürzesten Pfad.</translation>
    </message>
    <message>
        <source>Left in place: %1</source>
        <translation>Wird nicht verschoben: %1</translation>
    </message>
    <message>
        <source>Moves with its photo (%1)</source>
        <translation>Wird mit seinem Foto verschoben (%1)</translation>
    </message>
    <message>
        <source>Is lost: %1</source>
        <translation>Geht verloren: %1</translation>
    </message>
    <message>
        <source>Its metadata is kept in %1</source>
        <translation>Die Metadaten bleiben in %1 erhalten</translation>
    </message>
    <message>
        <source>Stays in its folder: %1</source>
        <translation>Bleibt in seinem Ordner: %1</translation>
    </message>
    <message>
        <source>Added to this sidecar: %1</source>
        <translation>Wird in dieser Begleitdatei ergänzt: %1</translation>
    </message>
    <message>
        <source>Written next to %1: %2</source>
        <translation>Wird neben %1 geschrieben: %2</translation>
    </message>
</context>
</TS>
