<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>CephView</name>
  <message>
   <location filename="../../cephview/app/application.py" />
   <source>cephview: no font is installed, so every letter is a box; on Debian: fonts-dejavu-core</source>
   <translation>cephview: Es ist keine Schrift installiert, daher ist jeder Buchstabe ein Kästchen; unter Debian: fonts-dejavu-core</translation>
  </message>
  <message>
   <location filename="../../cephview/app/application.py" />
   <source>cephview: {export} could not be written; choose another place.</source>
   <translation>cephview: {export} konnte nicht geschrieben werden; wählen Sie einen anderen Ort.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/application.py" />
   <source>{name} cannot be used as a reference.</source>
   <translation>{name} kann nicht als Referenz verwendet werden.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/background/exporting.py" />
   <source>The process that exports it ended without saying why.</source>
   <translation>Der Prozess, der exportiert, endete ohne Begründung.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/background/exporting.py" />
   <source>not exported for ONNX Runtime, so torch runs it: {why}</source>
   <translation>nicht für ONNX Runtime exportiert, daher rechnet torch: {why}</translation>
  </message>
  <message>
   <location filename="../../cephview/app/background/film_reading.py" />
   <source>CephView ended without closing {name}; all your edits are here again.</source>
   <translation>CephView endete, ohne {name} zu schließen; alle Ihre Änderungen sind wieder da.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/background/film_reading.py" />
   <source>{name} is another film than when you opened it; your points are kept: export them.</source>
   <translation>{name} ist eine andere Aufnahme als beim Öffnen; Ihre Punkte bleiben erhalten: exportieren Sie sie.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/background/film_search.py" />
   <source>Looking for films…</source>
   <translation>Suche nach Aufnahmen…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/background/prediction.py" />
   <source>Finding landmarks… Esc cancels</source>
   <translation>Messpunkte werden gesucht… Esc bricht ab</translation>
  </message>
  <message>
   <location filename="../../cephview/app/background/prediction.py" />
   <source>Loading the model…</source>
   <translation>Modell wird geladen…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/background/tasks.py" />
   <source>A file</source>
   <translation>Eine Datei</translation>
  </message>
  <message>
   <location filename="../../cephview/app/background/tasks.py" />
   <source>Something unexpected went wrong ({name}: {error}); your points are untouched.</source>
   <translation>Etwas Unerwartetes ist schiefgegangen ({name}: {error}); Ihre Punkte sind unberührt.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/background/tasks.py" />
   <source>There is not enough memory for this; close other programs or use a smaller film.</source>
   <translation>Dafür reicht der Speicher nicht: schließen Sie andere Programme oder nehmen Sie eine kleinere Aufnahme.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/background/tasks.py" />
   <source>{what} could not be read or written ({why}): check the disk or the network.</source>
   <translation>{what} konnte nicht gelesen oder geschrieben werden ({why}): prüfen Sie Datenträger oder Netzwerk.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/background/waiting.py" />
   <source> {done:,} of {total:,}</source>
   <translation> {done:,} von {total:,}</translation>
  </message>
  <message>
   <location filename="../../cephview/app/background/waiting.py" />
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/background/waiting.py" />
   <source>Stop waiting for this  (Esc)</source>
   <translation>Nicht länger darauf warten  (Esc)</translation>
  </message>
  <message>
   <location filename="../../cephview/app/canvas/captions.py" />
   <source>{error} to {name}</source>
   <translation>{error} zu {name}</translation>
  </message>
  <message>
   <location filename="../../cephview/app/canvas/captions.py" />
   <source>{mm:.1f} mm</source>
   <translation>{mm:.1f} mm</translation>
  </message>
  <message>
   <location filename="../../cephview/app/canvas/captions.py" />
   <source>{px:.0f} px</source>
   <translation>{px:.0f} px</translation>
  </message>
  <message>
   <location filename="../../cephview/app/canvas/empty_state.py" />
   <source>Open a film…</source>
   <translation>Aufnahme öffnen…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/canvas/empty_state.py" />
   <source>Open a lateral film: CephView finds the landmarks, you correct what is wrong.</source>
   <translation>Öffnen Sie ein Fernröntgenseitenbild: CephView findet die Messpunkte, Sie korrigieren, was falsch ist.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/canvas/empty_state.py" />
   <source>RECENT FILMS</source>
   <translation>ZULETZT GEÖFFNET</translation>
  </message>
  <message>
   <location filename="../../cephview/app/canvas/empty_state.py" />
   <source>Try it with the sample film</source>
   <translation>Mit der Beispielaufnahme versuchen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/canvas/empty_state.py" />
   <source>or drop a film here</source>
   <translation>oder eine Aufnahme hierher ziehen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/canvas/film_view.py" />
   <source>Click where {placing} lies · Esc ends</source>
   <translation>Klicken Sie dorthin, wo {placing} liegt · Esc beendet</translation>
  </message>
  <message>
   <location filename="../../cephview/app/canvas/film_view.py" />
   <source>Film</source>
   <translation>Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/app/canvas/hud.py" />
   <source>confirmed</source>
   <translation>bestätigt</translation>
  </message>
  <message>
   <location filename="../../cephview/app/canvas/hud.py" />
   <source>constructed</source>
   <translation>konstruiert</translation>
  </message>
  <message>
   <location filename="../../cephview/app/canvas/hud.py" />
   <source>corrected</source>
   <translation>korrigiert</translation>
  </message>
  <message>
   <location filename="../../cephview/app/canvas/hud.py" />
   <source>estimated</source>
   <translation>geschätzt</translation>
  </message>
  <message>
   <location filename="../../cephview/app/canvas/hud.py" />
   <source>predicted</source>
   <translation>vorhergesagt</translation>
  </message>
  <message>
   <location filename="../../cephview/app/canvas/hud.py" />
   <source>predicted, in doubt</source>
   <translation>vorhergesagt, unsicher</translation>
  </message>
  <message>
   <location filename="../../cephview/app/canvas/hud.py" />
   <source>reference: {name}</source>
   <translation>Referenz: {name}</translation>
  </message>
  <message>
   <location filename="../../cephview/app/canvas/hud.py" />
   <source>x {x:.1f}   y {y:.1f} px</source>
   <translation>x {x:.1f}   y {y:.1f} px</translation>
  </message>
  <message>
   <location filename="../../cephview/app/canvas/hud.py" />
   <source>{error} to the reference</source>
   <translation>{error} zur Referenz</translation>
  </message>
  <message>
   <location filename="../../cephview/app/canvas/presets.py" />
   <source>As stored</source>
   <translation>Wie gespeichert</translation>
  </message>
  <message>
   <location filename="../../cephview/app/canvas/presets.py" />
   <source>Auto 1–99 %</source>
   <translation>Auto 1–99 %</translation>
  </message>
  <message>
   <location filename="../../cephview/app/canvas/presets.py" />
   <source>Bone</source>
   <translation>Knochen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/canvas/presets.py" />
   <source>Soft tissue</source>
   <translation>Weichgewebe</translation>
  </message>
  <message>
   <location filename="../../cephview/app/canvas/widgets.py" />
   <source>Dismiss</source>
   <translation>Ausblenden</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/document.py" />
   <source>{symbol} is locked: press K to unlock it.</source>
   <translation>{symbol} ist gesperrt: K entsperrt.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/label_dialog.py" />
   <source>Which landmark is which?</source>
   <translation>Welcher Messpunkt ist welcher?</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/label_dialog.py" />
   <source>{file} uses labels that can mean more than one landmark, or none that is known. Say what they mean; the answer is kept in labels.toml beside it, for all readings of that folder.</source>
   <translation>{file} enthält Bezeichnungen, die mehrere Messpunkte oder keinen bekannten bedeuten können. Sagen Sie, was sie bedeuten; die Antwort bleibt in labels.toml daneben, für alle Auswertungen dieses Ordners.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/label_dialog.py" />
   <source>– leave it out –</source>
   <translation>– weglassen –</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/landmark_dialogs.py" />
   <source>Add landmarks</source>
   <translation>Messpunkte hinzufügen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/landmark_dialogs.py" />
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/landmark_dialogs.py" />
   <source>New landmark</source>
   <translation>Neuer Messpunkt</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/landmark_dialogs.py" />
   <source>New landmark…</source>
   <translation>Neuer Messpunkt…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/landmark_dialogs.py" />
   <source>On</source>
   <translation>Auf</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/landmark_dialogs.py" />
   <source>Symbol</source>
   <translation>Symbol</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/landmark_dialogs.py" />
   <source>Symbol, name or definition</source>
   <translation>Symbol, Name oder Definition</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/landmark_dialogs.py" />
   <source>What is ticked stands in this film's table and is to be placed, whatever the model knows.</source>
   <translation>Was angehakt ist, steht in der Tabelle dieser Aufnahme und soll gesetzt werden, was immer das Modell kennt.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/landmark_dialogs.py" />
   <source>Where it lies</source>
   <translation>Wo er liegt</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/other_work.py" />
   <source>Choose the film…</source>
   <translation>Aufnahme wählen…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/other_work.py" />
   <source>Look…</source>
   <translation>Ansehen…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/other_work.py" />
   <source>On {name}</source>
   <translation>Zu {name}</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/other_work.py" />
   <source>Open its points on which film?</source>
   <translation>Seine Punkte auf welcher Aufnahme öffnen?</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/other_work.py" />
   <source>Other work on this film</source>
   <translation>Andere Arbeit an dieser Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/other_work.py" />
   <source>The film of {name}</source>
   <translation>Die Aufnahme zu {name}</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/other_work.py" />
   <source>The film of {name} is neither beside it nor where it lay before.</source>
   <translation>Die Aufnahme zu {name} liegt weder daneben noch dort, wo sie vorher lag.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/other_work.py" />
   <source>The film of {name} is not beside it: put both into one folder.</source>
   <translation>Die Aufnahme zu {name} liegt nicht daneben: legen Sie beide in einen Ordner.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/other_work.py" />
   <source>Which film is it?</source>
   <translation>Welche Aufnahme ist es?</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/other_work.py" />
   <source>{name} is what you see.</source>
   <translation>{name} ist das, was Sie sehen.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/own_hand.py" />
   <source>&lt;b&gt;Followed now&lt;/b&gt;, measured on {rows}</source>
   <translation>&lt;b&gt;Gefolgt wird jetzt&lt;/b&gt;, gemessen an {rows}</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/own_hand.py" />
   <source>&lt;b&gt;Measured&lt;/b&gt; on {rows}</source>
   <translation>&lt;b&gt;Gemessen&lt;/b&gt; an {rows}</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/own_hand.py" />
   <source>Follow it no more</source>
   <translation>Nicht mehr folgen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/own_hand.py" />
   <source>Follow my hand</source>
   <translation>Meiner Hand folgen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/own_hand.py" />
   <source>It is measured once {fewest} films of the list are done: every landmark corrected or confirmed, and their mm per pixel known.</source>
   <translation>Gemessen wird, sobald {fewest} Aufnahmen der Liste fertig sind: jeder Messpunkt korrigiert oder bestätigt und ihre mm pro Pixel bekannt.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/own_hand.py" />
   <source>On {films} films the model was further from your points than it expects: follow you?</source>
   <translation>Bei {films} Aufnahmen lag das Modell weiter von Ihren Punkten, als es erwartet: Ihnen folgen?</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/own_hand.py" />
   <source>Take it back</source>
   <translation>Zurücknehmen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/own_hand.py" />
   <source>The model's points are its own again.</source>
   <translation>Die Punkte des Modells sind wieder seine eigenen.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/own_hand.py" />
   <source>The model's points follow your hand from now on; what you touched stays where it is.</source>
   <translation>Die Punkte des Modells folgen ab jetzt Ihrer Hand; was Sie angefasst haben, bleibt, wo es ist.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/own_hand.py" />
   <source>Where you always place a landmark otherwise than the model, its point can lie there from the start. The model's file stays as it is; what you touched stays where you put it; and you can take it back.</source>
   <translation>Wo Sie einen Messpunkt immer anders setzen als das Modell, kann er von Anfang an dort liegen. Die Datei des Modells bleibt, wie sie ist; was Sie angefasst haben, bleibt, wo Sie es hingesetzt haben; und Sie können es zurücknehmen.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/own_hand.py" />
   <source>Your {symbol} lies {way} than the model's ({films} films), and so do {others} elsewhere: follow you?</source>
   <translation>Ihr {symbol} liegt {way} als das des Modells ({films} Aufnahmen), und auch {others} anders: Ihnen folgen?</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/own_hand.py" />
   <source>Your {symbol} lies {way} than the model's ({films} films): follow you?</source>
   <translation>Ihr {symbol} liegt {way} als das des Modells ({films} Aufnahmen): Ihnen folgen?</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/own_hand.py" />
   <source>no landmark lies elsewhere by 1 mm or more</source>
   <translation>kein Messpunkt liegt um 1 mm oder mehr anders</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/own_hand.py" />
   <source>{films} films ({day}):</source>
   <translation>{films} Aufnahmen ({day}):</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/own_hand.py" />
   <source>± becomes {level:g} times as large</source>
   <translation>± wird {level:g}-mal so groß</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/own_landmarks.py" />
   <source>{symbol} is marked by eye: the catalogue has no construction of it.</source>
   <translation>{symbol} wird mit dem Auge gesetzt: der Katalog hat keine Konstruktion dafür.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/placing_round.py" />
   <source>  ({at} of {count})</source>
   <translation>  ({at} von {count})</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/placing_round.py" />
   <source> · Backspace goes back</source>
   <translation> · Rücktaste geht zurück</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/placing_round.py" />
   <source>Click places it · V not visible · Esc ends</source>
   <translation>Klick setzt ihn · V nicht sichtbar · Esc beendet</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/placing_round.py" />
   <source>Every landmark that the shown analysis needs has a point, or is not visible.</source>
   <translation>Jeder Messpunkt, den die gezeigte Analyse braucht, ist gesetzt oder nicht sichtbar.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/placing_round.py" />
   <source>the shown analysis is complete</source>
   <translation>die gezeigte Analyse ist vollständig</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/placing_round.py" />
   <source>{count} landmark gone through: {more}</source>
   <translation>{count} Messpunkt durchgegangen: {more}</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/placing_round.py" />
   <source>{count} landmarks gone through: {more}</source>
   <translation>{count} Messpunkte durchgegangen: {more}</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/placing_round.py" />
   <source>{left} more can be placed</source>
   <translation>{left} weitere können gesetzt werden</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/reviewing.py" />
   <source> and {count} more</source>
   <translation> und {count} weitere</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/reviewing.py" />
   <source> · next: {name} (PageDown)</source>
   <translation> · weiter: {name} (Bild↓)</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/reviewing.py" />
   <source>(Ctrl+L sets it)</source>
   <translation>(Ctrl+L setzt sie)</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/reviewing.py" />
   <source>Confirm all the same</source>
   <translation>Trotzdem bestätigen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/reviewing.py" />
   <source>Confirm the rest?</source>
   <translation>Die übrigen bestätigen?</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/reviewing.py" />
   <source>Ctrl+E exports it</source>
   <translation>Ctrl+E exportiert sie</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/reviewing.py" />
   <source>Doubtful: {named}{more}.</source>
   <translation>Unsicher: {named}{more}.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/reviewing.py" />
   <source>How large a pixel is, is not known: there will be no millimetres</source>
   <translation>Wie groß ein Pixel ist, ist nicht bekannt: es wird keine Millimeter geben</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/reviewing.py" />
   <source>Look at it</source>
   <translation>Ansehen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/reviewing.py" />
   <source>Nobody has looked at {unseen} of {all} landmarks.</source>
   <translation>{unseen} von {all} Messpunkten hat noch niemand angesehen.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/reviewing.py" />
   <source>Without a point, to be called not visible: {missing}.</source>
   <translation>Ohne Punkt, werden nicht sichtbar genannt: {missing}.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/reviewing.py" />
   <source>all films of the list are done</source>
   <translation>alle Aufnahmen der Liste sind fertig</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/reviewing.py" />
   <source>{here} has no point: P and a click place it, V says that it cannot be seen</source>
   <translation>{here} hat keinen Punkt: P und ein Klick setzen ihn, V sagt, dass er nicht zu sehen ist</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/reviewing.py" />
   <source>{name} is done</source>
   <translation>{name} ist fertig</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/reviewing.py" />
   <source>{name} is done · next: {next} · PageUp goes back</source>
   <translation>{name} ist fertig · weiter: {next} · Bild↑ geht zurück</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/reviewing.py" />
   <source>{name} is done · {more}</source>
   <translation>{name} ist fertig · {more}</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/reviewing.py" />
   <source>{symbol} {confidence:.0f} % sure</source>
   <translation>{symbol} {confidence:.0f} % sicher</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/reviewing.py" />
   <source>{symbol} ± {mm:.1f} mm</source>
   <translation>{symbol} ± {mm:.1f} mm</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/reviewing.py" />
   <source>{symbol} ± {px:.0f} px</source>
   <translation>{symbol} ± {px:.0f} px</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/ruler_offer.py" />
   <source>&lt;b&gt;{mm:.5f} mm per px&lt;/b&gt;</source>
   <translation>&lt;b&gt;{mm:.5f} mm pro px&lt;/b&gt;</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/ruler_offer.py" />
   <source>Between R1 and R2, mm</source>
   <translation>Zwischen R1 und R2, mm</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/ruler_offer.py" />
   <source>Length between R1 and R2 in mm</source>
   <translation>Länge zwischen R1 und R2 in mm</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/ruler_offer.py" />
   <source>No face measures so: {told}. Check the points, the length, and these landmarks.</source>
   <translation>So misst kein Gesicht: {told}. Prüfen Sie die Punkte, die Länge und diese Messpunkte.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/ruler_offer.py" />
   <source>No film has such a scale: check the points and the length.</source>
   <translation>Keine Aufnahme hat einen solchen Maßstab: prüfen Sie die Punkte und die Länge.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/ruler_offer.py" />
   <source>Nothing of the face is there to check it by.</source>
   <translation>Vom Gesicht ist nichts da, woran es zu prüfen wäre.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/ruler_offer.py" />
   <source>Say how long…</source>
   <translation>Länge angeben…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/ruler_offer.py" />
   <source>Scale from the ruler's points</source>
   <translation>Maßstab aus den Linealpunkten</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/ruler_offer.py" />
   <source>The face agrees: {told}.</source>
   <translation>Das Gesicht stimmt überein: {told}.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/ruler_offer.py" />
   <source>The model found two points of the ruler, R1 and R2; look whether they stand on its marks, and drag them there if they do not. How long is the ruler between them?</source>
   <translation>Das Modell hat zwei Punkte des Lineals gefunden, R1 und R2; sehen Sie nach, ob sie auf seinen Strichen stehen, und ziehen Sie sie sonst dorthin. Wie lang ist das Lineal dazwischen?</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/ruler_offer.py" />
   <source>Use for this film</source>
   <translation>Für diese Aufnahme verwenden</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/shared_calibration.py" />
   <source> {count} could not be: {first}</source>
   <translation> {count} ging nicht: {first}</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/shared_calibration.py" />
   <source>All other films of the list ({listed})</source>
   <translation>Alle anderen Aufnahmen der Liste ({listed})</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/shared_calibration.py" />
   <source>Also films that have their own (measured, from the file, or from a table)</source>
   <translation>Auch Aufnahmen, die eigene haben (gemessen, aus der Datei oder aus einer Tabelle)</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/shared_calibration.py" />
   <source>No other film is in the list: open the folder.</source>
   <translation>Keine andere Aufnahme ist in der Liste: öffnen Sie den Ordner.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/shared_calibration.py" />
   <source>Nothing is kept in this session, so films that are not open cannot be calibrated.</source>
   <translation>In dieser Sitzung wird nichts aufbewahrt, daher können nicht geöffnete Aufnahmen nicht kalibriert werden.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/shared_calibration.py" />
   <source>The other films of this folder ({folder})</source>
   <translation>Die anderen Aufnahmen dieses Ordners ({folder})</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/shared_calibration.py" />
   <source>This film has no mm per pixel yet: measure its ruler or set it (Ctrl+L) first.</source>
   <translation>Diese Aufnahme hat noch keine mm pro Pixel: messen Sie erst ihr Lineal oder setzen Sie sie (Ctrl+L).</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/shared_calibration.py" />
   <source>mm per pixel for other films</source>
   <translation>mm pro Pixel für andere Aufnahmen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/shared_calibration.py" />
   <source>mm per pixel was set for {count} other film.</source>
   <translation>mm pro Pixel wurde für {count} andere Aufnahme gesetzt.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/shared_calibration.py" />
   <source>mm per pixel was set for {count} other films.</source>
   <translation>mm pro Pixel wurde für {count} andere Aufnahmen gesetzt.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/shared_calibration.py" />
   <source>mm per pixel: film</source>
   <translation>mm pro Pixel: Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/shared_calibration.py" />
   <source>{calibration}

Use it for other films of the same device, too. Right only where they were taken in the same way: films of another size than {width} × {height} px are left as they are.</source>
   <translation>{calibration}

Auch für andere Aufnahmen desselben Geräts verwenden. Richtig nur, wo sie auf gleiche Weise entstanden: Aufnahmen anderer Größe als {width} × {height} px bleiben, wie sie sind.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/shared_calibration.py" />
   <source>{count} film has the former mm per pixel again.</source>
   <translation>{count} Aufnahme hat wieder die früheren mm pro Pixel.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/shared_calibration.py" />
   <source>{count} films have the former mm per pixel again.</source>
   <translation>{count} Aufnahmen haben wieder die früheren mm pro Pixel.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/tissues.py" />
   <source>Airway and tongue</source>
   <translation>Atemweg und Zunge</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/tissues.py" />
   <source>Cervical vertebrae</source>
   <translation>Halswirbel</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/tissues.py" />
   <source>Constructed</source>
   <translation>Konstruiert</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/tissues.py" />
   <source>Film and reference</source>
   <translation>Aufnahme und Referenz</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/tissues.py" />
   <source>Teeth</source>
   <translation>Zähne</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/tour.py" />
   <source>Drag what is wrong; Tab goes to the next landmark, the least certain first.</source>
   <translation>Ziehen Sie, was falsch ist; Tab geht zum nächsten Messpunkt, der unsicherste zuerst.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/tour.py" />
   <source>Export writes the points as CSV; your edits are kept on disk all the while.</source>
   <translation>Export schreibt die Punkte als CSV; Ihre Änderungen bleiben die ganze Zeit gespeichert.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/tour.py" />
   <source>Here stands how sure the model is, and how far a point lies from the reference.</source>
   <translation>Hier steht, wie sicher das Modell ist und wie weit ein Punkt von der Referenz liegt.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/tour.py" />
   <source>Next</source>
   <translation>Weiter</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/tour.py" />
   <source>Open a film, or drop one on the window: the model finds the landmarks by itself.</source>
   <translation>Öffnen Sie eine Aufnahme oder ziehen Sie sie auf das Fenster: das Modell findet die Messpunkte von selbst.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/tour.py" />
   <source>Skip</source>
   <translation>Überspringen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/tour.py" />
   <source>Start</source>
   <translation>Los</translation>
  </message>
  <message>
   <location filename="../../cephview/app/editing/tour.py" />
   <source>{step} of {count}</source>
   <translation>{step} von {count}</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/diagnosis_job.py" />
   <source>loading the model and reading the films</source>
   <translation>Modell wird geladen, Aufnahmen werden gelesen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/diagnosis_job.py" />
   <source>reading the predictions and the readings</source>
   <translation>Vorhersagen und Auswertungen werden gelesen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/diagnosis_parts.py" />
   <source>Mean error (MRE) {before:.2f} mm as set up, {after:.2f} mm with everything repaired.</source>
   <translation>Mittlerer Fehler (MRE) jetzt {before:.2f} mm, nach allen Berichtigungen {after:.2f} mm.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/diagnosis_parts.py" />
   <source>Mean error (MRE) {before:.2f} mm.</source>
   <translation>Mittlerer Fehler (MRE) {before:.2f} mm.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/diagnosis_parts.py" />
   <source>Nothing found to repair: mean error (MRE) {before:.2f} mm.</source>
   <translation>Nichts zu berichtigen gefunden: mittlerer Fehler (MRE) {before:.2f} mm.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/diagnosis_parts.py" />
   <source>The points have no landmark in common with the readings as they are.</source>
   <translation>So, wie sie sind, haben die Punkte keinen Messpunkt mit den Auswertungen gemeinsam.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/diagnosis_parts.py" />
   <source>There are no readings to measure by, and the model's own confidence hints at nothing.</source>
   <translation>Es gibt keine Auswertungen, an denen zu messen wäre, und die eigene Sicherheit des Modells deutet auf nichts hin.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/diagnosis_parts.py" />
   <source>There are no readings to measure by; this is what the model's own confidence hints at.</source>
   <translation>Es gibt keine Auswertungen, an denen zu messen wäre; darauf deutet die eigene Sicherheit des Modells hin.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/diagnosis_parts.py" />
   <source>the model was run {passes} time</source>
   <translation>das Modell lief {passes}-mal</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/diagnosis_parts.py" />
   <source>the model was run {passes} times</source>
   <translation>das Modell lief {passes}-mal</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/diagnosis_parts.py" />
   <source>{mm:.2f} mm: {title}</source>
   <translation>{mm:.2f} mm: {title}</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/diagnosis_window.py" />
   <source>Beside the checkpoint, which itself is never written; open the model anew to use it.</source>
   <translation>Neben der Modelldatei, die selbst nie geschrieben wird; öffnen Sie das Modell neu, damit es gilt.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/diagnosis_window.py" />
   <source>Do</source>
   <translation>Zu tun</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/diagnosis_window.py" />
   <source>Folder for the repaired points</source>
   <translation>Ordner für die berichtigten Punkte</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/diagnosis_window.py" />
   <source>For who runs the model</source>
   <translation>Für die Technik</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/diagnosis_window.py" />
   <source>Keep this in {stem}.preprocessing.toml</source>
   <translation>Dies in {stem}.preprocessing.toml behalten</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/diagnosis_window.py" />
   <source>Kept in {name}</source>
   <translation>Steht jetzt in {name}</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/diagnosis_window.py" />
   <source>One file a film, in a folder that you choose; the files that were read stay as they are.</source>
   <translation>Eine Datei je Aufnahme, in einem Ordner Ihrer Wahl; die gelesenen Dateien bleiben, wie sie sind.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/diagnosis_window.py" />
   <source>Save the repaired points in new files…</source>
   <translation>Berichtigte Punkte in neue Dateien speichern…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/diagnosis_window.py" />
   <source>Seen</source>
   <translation>Befund</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/diagnosis_window.py" />
   <source>Stopped; nothing was changed.</source>
   <translation>Angehalten; nichts wurde geändert.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/diagnosis_window.py" />
   <source>Sure</source>
   <translation>Wie sicher</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/diagnosis_window.py" />
   <source>The model's own file says otherwise. Kept all the same, it is marked as against the file's own word; tell its author.</source>
   <translation>Die Modelldatei selbst sagt es anders. Behalten Sie es trotzdem, wird es als Widerspruch zur Datei vermerkt; sagen Sie es ihrem Autor.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/diagnosis_window.py" />
   <source>Trying each known cause as an experiment, {pace}…</source>
   <translation>Jede bekannte Ursache wird im Versuch geprüft, {pace}…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/diagnosis_window.py" />
   <source>Trying each known cause as an experiment…</source>
   <translation>Jede bekannte Ursache wird im Versuch geprüft…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/diagnosis_window.py" />
   <source>What remains</source>
   <translation>Was bleibt</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/diagnosis_window.py" />
   <source>Why is the error high? — CephView</source>
   <translation>Warum ist der Fehler groß? — CephView</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/diagnosis_window.py" />
   <source>Wrote {count} files into {name}. They count once they stand in the place of the old ones.</source>
   <translation>{count} Dateien in {name} geschrieben. Sie gelten, sobald sie an der Stelle der alten liegen.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/diagnosis_window.py" />
   <source>Wrote {name}. It counts from the next time the model is opened.</source>
   <translation>{name} geschrieben. Es gilt ab dem nächsten Öffnen des Modells.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/diagnosis_window.py" />
   <source>a hint</source>
   <translation>Hinweis</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/diagnosis_window.py" />
   <source>and a smaller one</source>
   <translation>und eine kleinere</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/diagnosis_window.py" />
   <source>and {count} smaller ones</source>
   <translation>und {count} kleinere</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/diagnosis_window.py" />
   <source>no figure</source>
   <translation>keine Zahl</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/diagnosis_window.py" />
   <source>{films} film</source>
   <translation>{films} Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/diagnosis_window.py" />
   <source>{films} films</source>
   <translation>{films} Aufnahmen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/diagnosis_window.py" />
   <source>{mm:.2f} mm</source>
   <translation>{mm:.2f} mm</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/diagnosis_window.py" />
   <source>{remarks} remark on the films</source>
   <translation>{remarks} Bemerkung zu den Aufnahmen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/diagnosis_window.py" />
   <source>{remarks} remarks on the films</source>
   <translation>{remarks} Bemerkungen zu den Aufnahmen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/export_menu.py" />
   <source>Drawing {what}…</source>
   <translation>{what} wird gezeichnet…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/export_menu.py" />
   <source>Every error as CSV…</source>
   <translation>Jeder Fehler als CSV…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/export_menu.py" />
   <source>Export</source>
   <translation>Export</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/export_menu.py" />
   <source>Figures as CSV…</source>
   <translation>Zahlen als CSV…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/export_menu.py" />
   <source>Figures as JSON…</source>
   <translation>Zahlen als JSON…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/export_menu.py" />
   <source>Folder for the plots</source>
   <translation>Ordner für die Diagramme</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/export_menu.py" />
   <source>Plots as PNG…</source>
   <translation>Diagramme als PNG…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/export_menu.py" />
   <source>Plots as SVG…</source>
   <translation>Diagramme als SVG…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/export_menu.py" />
   <source>Report as HTML…</source>
   <translation>Bericht als HTML…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/export_menu.py" />
   <source>Report as PDF…</source>
   <translation>Bericht als PDF…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/export_menu.py" />
   <source>Stopped: {what} not written</source>
   <translation>Angehalten: {what} nicht geschrieben</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/export_menu.py" />
   <source>The readers as CSV…</source>
   <translation>Die Auswerter als CSV…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/export_menu.py" />
   <source>Wrote {what}</source>
   <translation>{what} geschrieben</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/export_menu.py" />
   <source>the plots</source>
   <translation>die Diagramme</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/exports.py" />
   <source>Landmark accuracy</source>
   <translation>Genauigkeit der Messpunkte</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/exports.py" />
   <source>The plot could not be drawn: there is too little memory; close other programs.</source>
   <translation>Das Diagramm konnte nicht gezeichnet werden: zu wenig Speicher; schließen Sie andere Programme.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/figures.py" />
   <source>lost (&gt; 10 mm)</source>
   <translation>verloren (&gt; 10 mm)</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/figures.py" />
   <source>mean error ± SD (MRE), mm</source>
   <translation>mittlerer Fehler ± SD (MRE), mm</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/figures.py" />
   <source>within {limit:g} mm</source>
   <translation>≤ {limit:g} mm</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/opener.py" />
   <source>As evaluated: points of {name}.</source>
   <translation>Wie geprüft: Punkte von {name}.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/opener.py" />
   <source>Back to the evaluation</source>
   <translation>Zurück zur Prüfung</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/opener.py" />
   <source>This film has your corrections, which are shown instead of the evaluated points.</source>
   <translation>Diese Aufnahme hat Ihre Korrekturen; sie werden statt der geprüften Punkte gezeigt.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/plot.py" />
   <source>beyond the edge</source>
   <translation>außerhalb des Randes</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/plots.py" />
   <source>Confidence and error</source>
   <translation>Sicherheit und Fehler</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/plots.py" />
   <source>Direction of the error</source>
   <translation>Richtung des Fehlers</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/plots.py" />
   <source>Error of each landmark</source>
   <translation>Fehler je Messpunkt</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/plots.py" />
   <source>Points within a distance</source>
   <translation>Punkte innerhalb eines Abstands</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/plots.py" />
   <source>Readers state no confidence.</source>
   <translation>Auswerter geben keine Sicherheit an.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/plots.py" />
   <source>These predictions hold no confidence.</source>
   <translation>Diese Vorhersagen enthalten keine Sicherheit.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/plots.py" />
   <source>all landmarks</source>
   <translation>alle Messpunkte</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/plots.py" />
   <source>all points</source>
   <translation>alle Punkte</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/plots.py" />
   <source>as expected</source>
   <translation>wie erwartet</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/plots.py" />
   <source>confidence</source>
   <translation>Sicherheit</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/plots.py" />
   <source>down, mm</source>
   <translation>abwärts, mm</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/plots.py" />
   <source>error, mm</source>
   <translation>Fehler, mm</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/plots.py" />
   <source>expected error, mm</source>
   <translation>erwarteter Fehler, mm</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/plots.py" />
   <source>points, %</source>
   <translation>Punkte, %</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/plots.py" />
   <source>towards the face, mm</source>
   <translation>zum Gesicht hin, mm</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/plots.py" />
   <source>towards the face, mm   (×: {beyond} beyond 4 mm)</source>
   <translation>zum Gesicht hin, mm   (×: {beyond} jenseits von 4 mm)</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/plots.py" />
   <source>within, mm</source>
   <translation>innerhalb, mm</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/plots.py" />
   <source>{symbol}: bias {bias:.2f} mm ({x:+.2f}, {y:+.2f})</source>
   <translation>{symbol}: Abweichung {bias:.2f} mm ({x:+.2f}, {y:+.2f})</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/reader_plot.py" />
   <source>Bland–Altman</source>
   <translation>Bland–Altman</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/reader_plot.py" />
   <source>difference, mm</source>
   <translation>Unterschied, mm</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/reader_plot.py" />
   <source>mean of both readers ({symbol}), mm from the landmark's mean</source>
   <translation>Mittel beider Auswerter ({symbol}), mm vom Mittel des Messpunkts</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/reader_plot.py" />
   <source>size of the difference of both readers' mean from the landmark's mean, mm</source>
   <translation>Größe des Unterschieds des Mittels beider Auswerter vom Mittel des Messpunkts, mm</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/reader_plot.py" />
   <source>x (towards the face)</source>
   <translation>x (zum Gesicht hin)</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/source_bar.py" />
   <source>A file of predictions…</source>
   <translation>Eine Datei mit Vorhersagen…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/source_bar.py" />
   <source>A folder of predictions…</source>
   <translation>Ein Ordner mit Vorhersagen…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/source_bar.py" />
   <source>Another checkpoint…</source>
   <translation>Andere Modelldatei…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/source_bar.py" />
   <source>Files ({endings});;All files (*)</source>
   <translation>Dateien ({endings});;Alle Dateien (*)</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/source_bar.py" />
   <source>Films to evaluate</source>
   <translation>Zu prüfende Aufnahmen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/source_bar.py" />
   <source>Films…</source>
   <translation>Aufnahmen…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/source_bar.py" />
   <source>Folder of predictions</source>
   <translation>Ordner mit Vorhersagen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/source_bar.py" />
   <source>Open</source>
   <translation>Öffnen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/source_bar.py" />
   <source>The model in use</source>
   <translation>Das verwendete Modell</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/source_bar.py" />
   <source>The model, against my corrections</source>
   <translation>Das Modell gegen meine Korrekturen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/source_bar.py" />
   <source>What I corrected on these films</source>
   <translation>Was ich auf diesen Aufnahmen korrigiert habe</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/source_bar.py" />
   <source>What I corrected, in a CSV…</source>
   <translation>Was ich korrigiert habe, in einer CSV…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/source_bar.py" />
   <source>no folder</source>
   <translation>kein Ordner</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/tables.py" />
   <source>Dahlberg</source>
   <translation>Dahlberg</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/tables.py" />
   <source>ICC x</source>
   <translation>ICC x</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/tables.py" />
   <source>ICC y</source>
   <translation>ICC y</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/tables.py" />
   <source>apart, mm</source>
   <translation>auseinander, mm</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/tables.py" />
   <source>bias x</source>
   <translation>Abweichung x</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/tables.py" />
   <source>bias y</source>
   <translation>Abweichung y</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/tables.py" />
   <source>distance</source>
   <translation>Abstand</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/tables.py" />
   <source>film</source>
   <translation>Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/tables.py" />
   <source>landmark</source>
   <translation>Messpunkt</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/tables.py" />
   <source>mean error (MRE), mm</source>
   <translation>MRE, mm</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/tables.py" />
   <source>mm. Bias: the first reader's point from the second's, x towards the face, y down. Dahlberg's error of x and y together. ICC(2,1) of points relative to the centre of the film's landmarks.</source>
   <translation>mm. Abweichung: Punkt des ersten Auswerters von dem des zweiten, x zum Gesicht hin, y abwärts. Dahlberg-Fehler von x und y zusammen. ICC(2,1) der Punkte relativ zur Mitte der Messpunkte der Aufnahme.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/tables.py" />
   <source>worst point</source>
   <translation>größter</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/window.py" />
   <source>; {count} remarks</source>
   <translation>; {count} Bemerkungen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/window.py" />
   <source>Choose a folder of films with readings beside them.</source>
   <translation>Wählen Sie einen Ordner mit Aufnahmen, neben denen Auswertungen liegen.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/window.py" />
   <source>Evaluate</source>
   <translation>Prüfen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/window.py" />
   <source>Evaluation — CephView</source>
   <translation>Modell prüfen — CephView</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/window.py" />
   <source>Films, worst first</source>
   <translation>Aufnahmen, schlechteste zuerst</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/window.py" />
   <source>For a model, or for predictions that were made elsewhere; your own corrections are what is right</source>
   <translation>Für ein Modell oder für anderswo gemachte Vorhersagen; richtig ist, was Sie selbst korrigiert haben</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/window.py" />
   <source>Looks for a wrong frame, unit, order or file of the points; takes some seconds</source>
   <translation>Sucht nach falschem Koordinatensystem, falscher Einheit, Reihenfolge oder Datei der Punkte; dauert einige Sekunden</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/window.py" />
   <source>Read far apart</source>
   <translation>Uneinig</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/window.py" />
   <source>Readers</source>
   <translation>Auswerter</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/window.py" />
   <source>Reading…</source>
   <translation>Wird gelesen…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/window.py" />
   <source>Resume</source>
   <translation>Fortsetzen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/window.py" />
   <source>Stopped.</source>
   <translation>Angehalten.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/window.py" />
   <source>Stopped; {done} films are done, “Resume” goes on.</source>
   <translation>Angehalten; {done} Aufnahmen sind fertig, „Fortsetzen“ geht weiter.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/window.py" />
   <source>Tries each known cause as an experiment on up to 20 of the films; takes about a minute</source>
   <translation>Prüft jede bekannte Ursache als Versuch an bis zu 20 der Aufnahmen; dauert etwa eine Minute</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/window.py" />
   <source>Why is the error high?</source>
   <translation>Warum ist der Fehler groß?</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/window.py" />
   <source>{count} films{left_out}{caution}</source>
   <translation>{count} Aufnahmen{left_out}{caution}</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/window.py" />
   <source>{done} of {total} films</source>
   <translation>{done} von {total} Aufnahmen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/evaluation/window.py" />
   <source>{sentence} “{value}” tells more.</source>
   <translation>{sentence} „{value}“ sagt mehr.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/keeping/exports.py" />
   <source>Export measurements</source>
   <translation>Messwerte exportieren</translation>
  </message>
  <message>
   <location filename="../../cephview/app/keeping/exports.py" />
   <source>Save a picture</source>
   <translation>Bild speichern</translation>
  </message>
  <message>
   <location filename="../../cephview/app/keeping/exports.py" />
   <source>Saved {name}</source>
   <translation>{name} gespeichert</translation>
  </message>
  <message>
   <location filename="../../cephview/app/keeping/exports.py" />
   <source>The picture could not be drawn: there is too little memory; close other programs.</source>
   <translation>Das Bild konnte nicht gezeichnet werden: zu wenig Speicher; schließen Sie andere Programme.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/keeping/exports.py" />
   <source>The picture is on the clipboard</source>
   <translation>Das Bild ist in der Zwischenablage</translation>
  </message>
  <message>
   <location filename="../../cephview/app/keeping/exports.py" />
   <source>{name} is on the clipboard</source>
   <translation>{name} ist in der Zwischenablage</translation>
  </message>
  <message>
   <location filename="../../cephview/app/keeping/exports.py" />
   <source>{name} is the film itself: choose another name.</source>
   <translation>{name} ist die Aufnahme selbst: wählen Sie einen anderen Namen.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/keeping/files.py" />
   <source>Export CSV</source>
   <translation>CSV exportieren</translation>
  </message>
  <message>
   <location filename="../../cephview/app/keeping/files.py" />
   <source>Export corrected films</source>
   <translation>Korrigierte Aufnahmen exportieren</translation>
  </message>
  <message>
   <location filename="../../cephview/app/keeping/files.py" />
   <source>Export for other programs</source>
   <translation>Für andere Programme exportieren</translation>
  </message>
  <message>
   <location filename="../../cephview/app/keeping/files.py" />
   <source>Export the folder</source>
   <translation>Ordner exportieren</translation>
  </message>
  <message>
   <location filename="../../cephview/app/keeping/files.py" />
   <source>Export them before CephView closes?</source>
   <translation>Exportieren, bevor CephView schließt?</translation>
  </message>
  <message>
   <location filename="../../cephview/app/keeping/files.py" />
   <source>Exported {name} to {file}, {title}</source>
   <translation>{name} exportiert nach {file}, {title}</translation>
  </message>
  <message>
   <location filename="../../cephview/app/keeping/files.py" />
   <source>Exported {what} to {name}</source>
   <translation>{what} exportiert nach {name}</translation>
  </message>
  <message>
   <location filename="../../cephview/app/keeping/files.py" />
   <source>Exporting</source>
   <translation>Export läuft</translation>
  </message>
  <message>
   <location filename="../../cephview/app/keeping/files.py" />
   <source>Export…</source>
   <translation>Exportieren…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/keeping/files.py" />
   <source>Films and work on them ({patterns} *.ceph.json *.ceph-?.json);;All files (*)</source>
   <translation>Aufnahmen und Arbeit an ihnen ({patterns} *.ceph.json *.ceph-?.json);;Alle Dateien (*)</translation>
  </message>
  <message>
   <location filename="../../cephview/app/keeping/files.py" />
   <source>Landmarks ({patterns});;All files (*)</source>
   <translation>Messpunkte ({patterns});;Alle Dateien (*)</translation>
  </message>
  <message>
   <location filename="../../cephview/app/keeping/files.py" />
   <source>Not saved</source>
   <translation>Nicht gespeichert</translation>
  </message>
  <message>
   <location filename="../../cephview/app/keeping/files.py" />
   <source>Open films</source>
   <translation>Aufnahmen öffnen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/keeping/files.py" />
   <source>Open folder</source>
   <translation>Ordner öffnen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/keeping/files.py" />
   <source>Open model</source>
   <translation>Modell öffnen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/keeping/files.py" />
   <source>Open reference</source>
   <translation>Referenz öffnen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/keeping/files.py" />
   <source>Stop it and close CephView? No table is left then.</source>
   <translation>Anhalten und CephView schließen? Dann bleibt keine Tabelle.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/keeping/files.py" />
   <source>The table of all films is not written yet: film {done} of {total}.</source>
   <translation>Die Tabelle aller Aufnahmen ist noch nicht geschrieben: Aufnahme {done} von {total}.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/keeping/files.py" />
   <source>Your corrections of {names} are in no file yet.</source>
   <translation>Ihre Korrekturen von {names} stehen noch in keiner Datei.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/keeping/files.py" />
   <source>{count} films</source>
   <translation>{count} Aufnahmen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/keeping/files.py" />
   <source>{title} has no place for {left_out}: not in {name}, but in your work.</source>
   <translation>{title} hat keinen Platz für {left_out}: nicht in {name}, aber in Ihrer Arbeit.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/keeping/folder_export.py" />
   <source> and {left} more</source>
   <translation> und {left} weitere</translation>
  </message>
  <message>
   <location filename="../../cephview/app/keeping/folder_export.py" />
   <source>Exported {count} film to {table}</source>
   <translation>{count} Aufnahme nach {table} exportiert</translation>
  </message>
  <message>
   <location filename="../../cephview/app/keeping/folder_export.py" />
   <source>Exported {count} films to {table}</source>
   <translation>{count} Aufnahmen nach {table} exportiert</translation>
  </message>
  <message>
   <location filename="../../cephview/app/keeping/folder_export.py" />
   <source>Exporting film</source>
   <translation>Exportiere Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/app/keeping/folder_export.py" />
   <source>No film has points yet, so {name} was not written: predict the folder first.</source>
   <translation>Noch keine Aufnahme hat Punkte, daher wurde {name} nicht geschrieben: lassen Sie zuerst den Ordner vorhersagen.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/keeping/folder_export.py" />
   <source>{films} cannot be read and are not in {table}: see why in the list, and export again.</source>
   <translation>{films} können nicht gelesen werden und sind nicht in {table}: den Grund zeigt die Liste; exportieren Sie dann erneut.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/keeping/folder_export.py" />
   <source>{films} cannot be read and is not in {table}: see why in the list, and export again.</source>
   <translation>{films} kann nicht gelesen werden und ist nicht in {table}: den Grund zeigt die Liste; exportieren Sie dann erneut.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/keeping/folder_export.py" />
   <source>{films} has no points and is not in {table}: predict the folder, and export it again.</source>
   <translation>{films} hat keine Punkte und ist nicht in {table}: lassen Sie den Ordner vorhersagen und exportieren Sie erneut.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/keeping/folder_export.py" />
   <source>{films} have no points and are not in {table}: predict the folder, and export it again.</source>
   <translation>{films} haben keine Punkte und sind nicht in {table}: lassen Sie den Ordner vorhersagen und exportieren Sie erneut.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/keeping/pictures.py" />
   <source>No picture could be made with the ending {ending}: choose a name in .png.</source>
   <translation>Mit der Endung {ending} kann kein Bild gemacht werden: wählen Sie einen Namen mit .png.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/keeping/save_name.py" />
   <source>Models ({endings});;All files (*)</source>
   <translation>Modelle ({endings});;Alle Dateien (*)</translation>
  </message>
  <message>
   <location filename="../../cephview/app/keeping/save_name.py" />
   <source>Replace?</source>
   <translation>Ersetzen?</translation>
  </message>
  <message>
   <location filename="../../cephview/app/keeping/save_name.py" />
   <source>{name} is there already. Replace it?</source>
   <translation>{name} gibt es schon. Ersetzen?</translation>
  </message>
  <message>
   <location filename="../../cephview/app/open_cases.py" />
   <source>What you see cannot be saved now, so it stays open: export it, then try again.</source>
   <translation>Was Sie sehen, kann jetzt nicht gespeichert werden, daher bleibt es offen: exportieren Sie es und versuchen Sie es dann erneut.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/open_cases.py" />
   <source>{name} was worked on in another window meanwhile; that is what you see.</source>
   <translation>An {name} wurde inzwischen in einem anderen Fenster gearbeitet; das sehen Sie jetzt.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/case_list.py" />
   <source> ±{around:.1f} mm</source>
   <translation> ±{around:.1f} mm</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/case_list.py" />
   <source> · {moved} moved</source>
   <translation> · {moved} korr.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/case_list.py" />
   <source>cannot be read</source>
   <translation>nicht lesbar</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/case_list.py" />
   <source>least sure {doubtful}</source>
   <translation>unsicher {doubtful}</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/case_list.py" />
   <source>worst {worst:.1f} mm</source>
   <translation>schlechtester {worst:.1f} mm</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/case_list.py" />
   <source>{state}, exported</source>
   <translation>{state}, exportiert</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/case_order.py" />
   <source>Least sure</source>
   <translation>Unsicherste</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/case_order.py" />
   <source>Status</source>
   <translation>Stand</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/case_order.py" />
   <source>Worst error</source>
   <translation>Größter Fehler</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/cases.py" />
   <source>All</source>
   <translation>Alle</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/cases.py" />
   <source>Films</source>
   <translation>Aufnahmen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/cases.py" />
   <source>Filter by name</source>
   <translation>Nach Name filtern</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/cases.py" />
   <source>Filter films by name</source>
   <translation>Aufnahmen nach Name filtern</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/cases.py" />
   <source>Predicting {current} of {total}</source>
   <translation>Vorhersage {current} von {total}</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/cases.py" />
   <source>Show films by status</source>
   <translation>Aufnahmen nach Stand zeigen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/cases.py" />
   <source>Sort by</source>
   <translation>Sortieren nach</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/cases.py" />
   <source>Sort films by</source>
   <translation>Aufnahmen sortieren nach</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/cases.py" />
   <source>Stop</source>
   <translation>Anhalten</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/cases.py" />
   <source>Stop predicting the folder; what has arrived stays</source>
   <translation>Vorhersage des Ordners anhalten; was da ist, bleibt</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/cases.py" />
   <source>Which films are listed</source>
   <translation>Welche Aufnahmen aufgeführt sind</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/cases.py" />
   <source>{done} of {total} done</source>
   <translation>{done} von {total} fertig</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/cases.py" />
   <source>{done} · {listed} listed</source>
   <translation>{done} · {listed} aufgeführt</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/deviation_bar.py" />
   <source>within the norm</source>
   <translation>in der Norm</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/deviation_bar.py" />
   <source>{deviation:.1f} SD</source>
   <translation>{deviation:.1f} SD</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/deviation_bar.py" />
   <source>{difference} from the norm, whose spread is not published</source>
   <translation>{difference} von der Norm, deren Streuung nicht veröffentlicht ist</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/deviation_bar.py" />
   <source>{how_far} above the norm</source>
   <translation>{how_far} über der Norm</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/deviation_bar.py" />
   <source>{how_far} below the norm</source>
   <translation>{how_far} unter der Norm</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/display_histogram.py" />
   <source>Drag the lines: black and white of the screen. Double click resets.</source>
   <translation>Ziehen Sie die Linien: Schwarz und Weiß des Bildschirms. Doppelklick setzt zurück.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/display_histogram.py" />
   <source>Histogram of the film's greys</source>
   <translation>Histogramm der Grauwerte</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/display_panel.py" />
   <source>CLAHE: brings out what lies in dark and bright parts alike</source>
   <translation>CLAHE: hebt hervor, was in dunklen und hellen Teilen liegt</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/display_panel.py" />
   <source>Fine rotation; Alt + wheel on the film does the same</source>
   <translation>Feine Drehung; Alt + Rad auf der Aufnahme macht dasselbe</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/display_panel.py" />
   <source>Gamma</source>
   <translation>Gamma</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/display_panel.py" />
   <source>Gamma: brighten or darken the middle greys</source>
   <translation>Gamma: mittlere Grauwerte heller oder dunkler</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/display_panel.py" />
   <source>Invert</source>
   <translation>Negativ</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/display_panel.py" />
   <source>Local contrast</source>
   <translation>Lokaler Kontrast</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/display_panel.py" />
   <source>Mirror</source>
   <translation>Spiegeln</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/display_panel.py" />
   <source>Mirror left to right</source>
   <translation>Links und rechts spiegeln</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/display_panel.py" />
   <source>Preset</source>
   <translation>Vorgabe</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/display_panel.py" />
   <source>Reset</source>
   <translation>Zurücksetzen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/display_panel.py" />
   <source>Sharpen</source>
   <translation>Schärfen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/display_panel.py" />
   <source>Show the film as it was stored</source>
   <translation>Aufnahme zeigen, wie sie gespeichert ist</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/display_panel.py" />
   <source>Turn left</source>
   <translation>Nach links drehen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/display_panel.py" />
   <source>Turn right</source>
   <translation>Nach rechts drehen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/display_panel.py" />
   <source>Unsharp mask: brings out edges, and grain with them</source>
   <translation>Unscharf maskieren: hebt Kanten hervor, und Korn mit ihnen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/display_panel.py" />
   <source>Upright</source>
   <translation>Aufrecht</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/display_panel.py" />
   <source>{hint}. Double click resets.</source>
   <translation>{hint}. Doppelklick setzt zurück.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/figures.py" />
   <source>Mean radial error: how far the points lie from the reference, on average</source>
   <translation>Mittlerer radialer Fehler: wie weit die Punkte im Mittel von der Referenz liegen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/figures.py" />
   <source>SDR {limit:g} mm: share of the landmarks within {limit:g} mm of the reference</source>
   <translation>SDR {limit:g} mm: Anteil der Messpunkte innerhalb {limit:g} mm der Referenz</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/figures.py" />
   <source>mean error (MRE)</source>
   <translation>Fehler (MRE)</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/figures.py" />
   <source>{limit:g} mm</source>
   <translation>{limit:g} mm</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/figures.py" />
   <source>{mre:.1f} px</source>
   <translation>{mre:.1f} px</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/figures.py" />
   <source>{mre:.2f} mm</source>
   <translation>{mre:.2f} mm</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/history.py" />
   <source>A step of a former session, to be read only</source>
   <translation>Ein Schritt einer früheren Sitzung, nur zu lesen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/history.py" />
   <source>As opened</source>
   <translation>Wie geöffnet</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/history.py" />
   <source>History</source>
   <translation>Verlauf</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/history.py" />
   <source>Undone; a click does it again</source>
   <translation>Rückgängig gemacht; ein Klick stellt ihn wieder her</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/landmark_filter.py" />
   <source>All landmarks</source>
   <translation>Alle Messpunkte</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/landmark_filter.py" />
   <source>Needed by the analysis</source>
   <translation>Für die Analyse nötig</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/landmark_filter.py" />
   <source>Search</source>
   <translation>Suchen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/landmark_filter.py" />
   <source>Which landmarks are shown</source>
   <translation>Welche Messpunkte gezeigt werden</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/landmark_filter.py" />
   <source>Which landmarks table and film show</source>
   <translation>Welche Messpunkte Tabelle und Aufnahme zeigen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/landmark_model.py" />
   <source>; the model is in doubt: look at it</source>
   <translation>; das Modell ist unsicher: sehen Sie nach</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/landmark_model.py" />
   <source>&lt;p&gt;How far off the point may be, {unit}: the model, or a reader where you looked. {meaning}.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Wie weit daneben der Punkt liegen kann, {unit}: das Modell, oder ein Auswerter, wo Sie hingesehen haben. {meaning}.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/landmark_model.py" />
   <source>Distance to the reference, {unit}</source>
   <translation>Abstand zur Referenz, {unit}</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/landmark_model.py" />
   <source>Error {unit}</source>
   <translation>Fehler {unit}</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/landmark_model.py" />
   <source>How far it was corrected from the prediction, {unit}</source>
   <translation>Wie weit er von der Vorhersage weg korrigiert wurde, {unit}</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/landmark_model.py" />
   <source>How sure the model is: what share of its mark (heatmap) is near the point; not calibrated</source>
   <translation>Wie sicher das Modell ist: welcher Anteil seiner Markierung (Heatmap) nahe beim Punkt liegt; nicht kalibriert</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/landmark_model.py" />
   <source>Landmark</source>
   <translation>Messpunkt</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/landmark_model.py" />
   <source>Moved</source>
   <translation>Korr.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/landmark_model.py" />
   <source>missing</source>
   <translation>fehlt</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/landmark_model.py" />
   <source>not visible</source>
   <translation>nicht sichtbar</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/landmark_model.py" />
   <source>placed by hand</source>
   <translation>von Hand gesetzt</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/landmarks.py" />
   <source>Errors against</source>
   <translation>Fehler gegen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/landmarks.py" />
   <source>The reading that errors are measured against</source>
   <translation>Die Auswertung, gegen die Fehler gemessen werden</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/landmarks.py" />
   <source>no reference</source>
   <translation>keine Referenz</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/measurement_menu.py" />
   <source>&lt;p&gt;Nothing can be said yet: rows with a value, and with a norm that has an SD, are needed.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Noch lässt sich nichts sagen: nötig sind Zeilen mit einem Wert und einer Norm mit SD.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/measurement_menu.py" />
   <source>Each is one row against its norm ± SD, with all that 1.96 of its own ± leave open. It is no advice.</source>
   <translation>Jeder Satz ist eine Zeile gegen ihre Norm ± SD, mit allem, was 1,96 ihres eigenen ± offen lässt. Es ist kein Rat.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/measurement_menu.py" />
   <source>Furthest from the norm first</source>
   <translation>Am weitesten von der Norm zuerst</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/measurement_menu.py" />
   <source>How measurements are shown</source>
   <translation>Wie Messwerte gezeigt werden</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/measurement_menu.py" />
   <source>In words</source>
   <translation>In Worten</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/measurement_menu.py" />
   <source>My analysis</source>
   <translation>Meine Analyse</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/measurement_menu.py" />
   <source>Table</source>
   <translation>Tabelle</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/measurement_menu.py" />
   <source>Table, wigglegram or words; sorted by deviation; rows of your own</source>
   <translation>Tabelle, Wigglegramm oder Worte; nach Abweichung sortiert; eigene Zeilen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/measurement_menu.py" />
   <source>The rows that you picked: a right click on a row picks it or leaves it out.</source>
   <translation>Die Zeilen, die Sie gewählt haben: ein Rechtsklick auf eine Zeile wählt sie oder lässt sie weg.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/measurement_menu.py" />
   <source>View</source>
   <translation>Ansicht</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/measurement_menu.py" />
   <source>Wigglegram</source>
   <translation>Wigglegramm</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/measurement_table.py" />
   <source> Within 1.96 of it lie all of these classes.</source>
   <translation> Innerhalb 1,96 davon liegen alle diese Klassen.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/measurement_table.py" />
   <source>&lt;p&gt;&lt;b&gt;Estimated:&lt;/b&gt; it rests on {landmarks}, which nobody has placed. Click to place it.&lt;/p&gt;</source>
   <translation>&lt;p&gt;&lt;b&gt;Geschätzt:&lt;/b&gt; beruht auf {landmarks}, was niemand gesetzt hat. Klicken Sie, um zu setzen.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/measurement_table.py" />
   <source>Deviation</source>
   <translation>Abweichung</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/measurement_table.py" />
   <source>Landmarks: {landmarks}</source>
   <translation>Messpunkte: {landmarks}</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/measurement_table.py" />
   <source>Mean ± SD of the people it was taken from, or a range; ! where these are not like the patient.</source>
   <translation>Mittel ± SD der Menschen, an denen gemessen wurde, oder ein Bereich; ! wo diese nicht wie der Patient sind.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/measurement_table.py" />
   <source>Measurement</source>
   <translation>Messung</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/measurement_table.py" />
   <source>Norm</source>
   <translation>Norm</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/measurement_table.py" />
   <source>Norm{whom}: {norm}</source>
   <translation>Norm{whom}: {norm}</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/measurement_table.py" />
   <source>Value</source>
   <translation>Wert</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/measurement_table.py" />
   <source>class II or III</source>
   <translation>Klasse II oder III</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/measurement_table.py" />
   <source>est. {value}</source>
   <translation>gesch. {value}</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/measurement_table.py" />
   <source>films enlarged by {number} %</source>
   <translation>Aufnahmen um {number} % vergrößert</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/measurement_table.py" />
   <source>{rule} class</source>
   <translation>Klasse nach {rule}</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/measurement_table.py" />
   <source>{word} by {rule}</source>
   <translation>{word} nach {rule}</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/measurement_table.py" />
   <source>± is what the errors of its points give it: the model's, or a reader's own where somebody has looked.</source>
   <translation>± ist, was ihr die Fehler ihrer Punkte geben: die des Modells, oder die eines Auswerters, wo jemand hingesehen hat.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/measurement_view.py" />
   <source>Analysis</source>
   <translation>Analyse</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/measurements.py" />
   <source>Add to {mine}</source>
   <translation>Zu {mine} hinzufügen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/measurements.py" />
   <source>Leave out of {mine}</source>
   <translation>Aus {mine} weglassen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/measurements.py" />
   <source>Millimetres {label}: not reliable</source>
   <translation>Millimeter {label}: nicht verlässlich</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/measurements.py" />
   <source>Nobody has said whose film this is</source>
   <translation>Niemand hat gesagt, wessen Aufnahme das ist</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/measurements.py" />
   <source>Norms for: {patient}</source>
   <translation>Normen für: {patient}</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/measurements.py" />
   <source>Patient</source>
   <translation>Patient</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/measurements.py" />
   <source>Patient?</source>
   <translation>Patient?</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/measurements.py" />
   <source>{said}. Norms depend on sex, age and population: click to say them.</source>
   <translation>{said}. Normen hängen von Geschlecht, Alter und Population ab: klicken Sie, um sie anzugeben.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/plus_minus.py" />
   <source>Two readings in three lie within the ±, more than nineteen in twenty within twice as much</source>
   <translation>Zwei von drei Auswertungen liegen innerhalb des ±, mehr als neunzehn von zwanzig innerhalb des Doppelten</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/review_counter.py" />
   <source>Tab goes through the landmarks, the most doubtful first; Enter confirms one and goes on</source>
   <translation>Tab geht durch die Messpunkte, die unsichersten zuerst; Enter bestätigt einen und geht weiter</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/review_counter.py" />
   <source>{checked} of {total} checked</source>
   <translation>{checked} von {total} geprüft</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/review_counter.py" />
   <source>{index} of {total} · {checked} checked</source>
   <translation>{index} von {total} · {checked} geprüft</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/row_editor.py" />
   <source>A row of my own</source>
   <translation>Eine eigene Zeile</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/row_editor.py" />
   <source>An SD needs its mean.</source>
   <translation>Eine SD braucht ihren Mittelwert.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/row_editor.py" />
   <source>Click landmarks on the film, or type their symbols; A+B is the middle, A|B takes B without A. A line may be one that has a name (FH, MP, OP): type that, and leave the field behind it empty.</source>
   <translation>Klicken Sie Messpunkte auf der Aufnahme an oder tippen Sie ihre Symbole; A+B ist die Mitte, A|B nimmt B, wo A fehlt. Eine Linie kann auch eine mit Namen sein (FH, MP, OP): tippen Sie den und lassen Sie das Feld dahinter leer.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/row_editor.py" />
   <source>Give the row a name.</source>
   <translation>Geben Sie der Zeile einen Namen.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/row_editor.py" />
   <source>Kind</source>
   <translation>Art</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/row_editor.py" />
   <source>Mean of the norm</source>
   <translation>Mittelwert der Norm</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/row_editor.py" />
   <source>Norm: SD</source>
   <translation>Norm: SD</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/row_editor.py" />
   <source>Norm: mean</source>
   <translation>Norm: Mittelwert</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/row_editor.py" />
   <source>Norm: source</source>
   <translation>Norm: Quelle</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/row_editor.py" />
   <source>Now: {value}</source>
   <translation>Jetzt: {value}</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/row_editor.py" />
   <source>SD of the norm</source>
   <translation>SD der Norm</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/row_editor.py" />
   <source>Saved in {name}; it stands under My rows.</source>
   <translation>In {name} gespeichert; sie steht unter „My rows“.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/row_editor.py" />
   <source>Say where the norm comes from.</source>
   <translation>Sagen Sie, woher die Norm stammt.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/row_editor.py" />
   <source>Still to be filled in: {field}.</source>
   <translation>Noch auszufüllen: {field}.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/row_editor.py" />
   <source>no film is open</source>
   <translation>keine Aufnahme ist geöffnet</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/row_editor.py" />
   <source>signed: + where the second is turned clockwise</source>
   <translation>mit Vorzeichen: + wo die zweite im Uhrzeigersinn gedreht ist</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/row_editor.py" />
   <source>who, where, when; needed for a norm</source>
   <translation>wer, wo, wann; für eine Norm nötig</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/row_kinds.py" />
   <source>0.4 × row</source>
   <translation>0.4 × Zeile</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/row_kinds.py" />
   <source>A row of mine in % of another</source>
   <translation>Eine eigene Zeile in % einer anderen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/row_kinds.py" />
   <source>Angle at a point</source>
   <translation>Winkel an einem Punkt</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/row_kinds.py" />
   <source>Angle between two lines</source>
   <translation>Winkel zwischen zwei Linien</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/row_kinds.py" />
   <source>Difference of two rows of mine</source>
   <translation>Differenz zweier eigener Zeilen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/row_kinds.py" />
   <source>Distance along a line</source>
   <translation>Abstand entlang einer Linie</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/row_kinds.py" />
   <source>Distance of a point to a line</source>
   <translation>Abstand eines Punktes von einer Linie</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/row_kinds.py" />
   <source>Distance of two points</source>
   <translation>Abstand zweier Punkte</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/row_kinds.py" />
   <source>Distance, its sign along a line</source>
   <translation>Abstand, sein Vorzeichen entlang einer Linie</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/row_kinds.py" />
   <source>Ratio of two distances</source>
   <translation>Verhältnis zweier Abstände</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/row_kinds.py" />
   <source>Rows of mine, each times a number</source>
   <translation>Eigene Zeilen, jede mal einer Zahl</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/row_kinds.py" />
   <source>Sum of rows of mine</source>
   <translation>Summe eigener Zeilen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/row_kinds.py" />
   <source>corner</source>
   <translation>Scheitel</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/row_kinds.py" />
   <source>from</source>
   <translation>von</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/row_kinds.py" />
   <source>leg</source>
   <translation>Schenkel</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/row_kinds.py" />
   <source>less</source>
   <translation>weniger</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/row_kinds.py" />
   <source>line 1 from</source>
   <translation>Linie 1 von</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/row_kinds.py" />
   <source>line 1 to</source>
   <translation>Linie 1 bis</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/row_kinds.py" />
   <source>line 2 from</source>
   <translation>Linie 2 von</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/row_kinds.py" />
   <source>line 2 to</source>
   <translation>Linie 2 bis</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/row_kinds.py" />
   <source>line from</source>
   <translation>Linie von</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/row_kinds.py" />
   <source>line to</source>
   <translation>Linie bis</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/row_kinds.py" />
   <source>of</source>
   <translation>von</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/row_kinds.py" />
   <source>of: from</source>
   <translation>durch: von</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/row_kinds.py" />
   <source>of: to</source>
   <translation>durch: bis</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/row_kinds.py" />
   <source>point</source>
   <translation>Punkt</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/row_kinds.py" />
   <source>row of mine</source>
   <translation>eigene Zeile</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/row_kinds.py" />
   <source>to</source>
   <translation>bis</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/ruler_bar.py" />
   <source> mm per px</source>
   <translation> mm pro px</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/ruler_bar.py" />
   <source>Find it</source>
   <translation>Suchen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/ruler_bar.py" />
   <source>Find the ruler</source>
   <translation>Lineal suchen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/ruler_bar.py" />
   <source>Length in mm</source>
   <translation>Länge in mm</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/ruler_bar.py" />
   <source>Look for the marks of a ruler all over the film</source>
   <translation>Auf der ganzen Aufnahme nach den Strichen eines Lineals suchen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/ruler_bar.py" />
   <source>Looking…</source>
   <translation>Suche…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/ruler_bar.py" />
   <source>No ruler was found: drag along it, or click the two ends of a known length.</source>
   <translation>Kein Lineal gefunden: ziehen Sie es nach oder klicken Sie die beiden Enden einer bekannten Länge an.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/ruler_bar.py" />
   <source>One mark is…</source>
   <translation>Ein Strich ist…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/ruler_bar.py" />
   <source>This case is read-only: {locked}</source>
   <translation>Dieser Fall ist nur zu lesen: {locked}</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/ruler_bar.py" />
   <source>Type how long that is, in mm.</source>
   <translation>Tippen Sie, wie lang das ist, in mm.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/ruler_bar.py" />
   <source>Use</source>
   <translation>Verwenden</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/ruler_bar.py" />
   <source>What is that in millimetres</source>
   <translation>Wie viele Millimeter sind das</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/ruler_bar.py" />
   <source>that is {mm:g} mm</source>
   <translation>das sind {mm:g} mm</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/ruler_bar.py" />
   <source>that is, in mm:</source>
   <translation>das sind, in mm:</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/ruler_bar.py" />
   <source>the line is long, in mm:</source>
   <translation>die Linie ist lang, in mm:</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/ruler_words.py" />
   <source>10 of them {px:.1f} ± {error:.2f} px</source>
   <translation>10 davon {px:.1f} ± {error:.2f} px</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/ruler_words.py" />
   <source>&lt;b&gt;Drag along the ruler, or click its two ends&lt;/b&gt;</source>
   <translation>&lt;b&gt;Ziehen Sie am Lineal entlang oder klicken Sie seine beiden Enden an&lt;/b&gt;</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/ruler_words.py" />
   <source>&lt;b&gt;No regular marks; the line of {px:.1f} px is&lt;/b&gt;</source>
   <translation>&lt;b&gt;Keine regelmäßigen Striche; die Linie von {px:.1f} px ist&lt;/b&gt;</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/ruler_words.py" />
   <source>&lt;b&gt;Now click the other end&lt;/b&gt;</source>
   <translation>&lt;b&gt;Klicken Sie jetzt das andere Ende an&lt;/b&gt;</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/ruler_words.py" />
   <source>By the size of the face one mark is {mm:g} mm, but nothing on the ruler says so: read its numbers, choose what one mark is, and only then use it.</source>
   <translation>Nach der Größe des Gesichts ist ein Strich {mm:g} mm, aber am Lineal sagt das nichts: lesen Sie seine Zahlen, wählen Sie, was ein Strich ist, und verwenden Sie es erst dann.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/ruler_words.py" />
   <source>Drag an end to correct the line · Esc leaves</source>
   <translation>Ziehen Sie ein Ende, um die Linie zu berichtigen · Esc beendet</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/ruler_words.py" />
   <source>Each {every}th is longer · {tens}</source>
   <translation>Jeder {every}. ist länger · {tens}</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/ruler_words.py" />
   <source>None of 1, 2, 5 or 10 mm between the marks makes a face of possible size: these may be no marks of a ruler, or landmarks may be wrong. Choose what they are, or click the two ends of a known length.</source>
   <translation>Keiner der Abstände 1, 2, 5 oder 10 mm zwischen den Strichen ergibt ein Gesicht möglicher Größe: das sind vielleicht keine Striche eines Lineals, oder Messpunkte sind falsch. Wählen Sie, was sie sind, oder klicken Sie die Enden einer bekannten Länge an.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/ruler_words.py" />
   <source>Wheel zooms · Esc leaves</source>
   <translation>Rad zoomt · Esc beendet</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/to_place.py" />
   <source>Place {missing} one after the other, each where it is expected (P)</source>
   <translation>{missing} nacheinander setzen, jeden dort, wo er erwartet wird (P)</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/to_place.py" />
   <source>{name}: {count} landmark to place</source>
   <translation>{name}: {count} Messpunkt zu setzen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/to_place.py" />
   <source>{name}: {count} landmarks to place</source>
   <translation>{name}: {count} Messpunkte zu setzen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/wigglegram.py" />
   <source>The band is the norm ± 1 SD, the whisker the value ±.</source>
   <translation>Das Band ist die Norm ± 1 SD, der Strich der Wert ±.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/wigglegram.py" />
   <source>{left_out} rows without a value or an SD are not drawn</source>
   <translation>{left_out} Zeilen ohne Wert oder SD sind nicht gezeichnet</translation>
  </message>
  <message>
   <location filename="../../cephview/app/panels/wigglegram.py" />
   <source>{name} {number} SD</source>
   <translation>{name} {number} SD</translation>
  </message>
  <message>
   <location filename="../../cephview/app/preprocessing/dialog.py" />
   <source>Back to what the file says alone; Save keeps that</source>
   <translation>Zurück zu dem, was die Datei allein sagt; Speichern behält das</translation>
  </message>
  <message>
   <location filename="../../cephview/app/preprocessing/dialog.py" />
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/preprocessing/dialog.py" />
   <source>Finding landmarks…</source>
   <translation>Messpunkte werden gesucht…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/preprocessing/dialog.py" />
   <source>Preprocessing of {name}</source>
   <translation>Vorverarbeitung von {name}</translation>
  </message>
  <message>
   <location filename="../../cephview/app/preprocessing/dialog.py" />
   <source>Save</source>
   <translation>Speichern</translation>
  </message>
  <message>
   <location filename="../../cephview/app/preprocessing/dialog.py" />
   <source>Stopped: what was changed last was not tried, and cannot be saved before it is.</source>
   <translation>Angehalten: die letzte Änderung wurde nicht versucht und kann vorher nicht gespeichert werden.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/preprocessing/dialog.py" />
   <source>Tick what you know better than the file; the film shows at once what it changes. Nothing is written before Save, which writes {name} beside the model.</source>
   <translation>Haken Sie an, was Sie besser wissen als die Datei; die Aufnahme zeigt sofort, was es ändert. Nichts wird vor dem Speichern geschrieben; dann steht {name} neben dem Modell.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/preprocessing/dialog.py" />
   <source>moved by {mre:.2f} {unit} on average, {largest:.2f} at most (grey lines)</source>
   <translation>um {mre:.2f} {unit} im Mittel verschoben, höchstens {largest:.2f} (graue Linien)</translation>
  </message>
  <message>
   <location filename="../../cephview/app/preprocessing/dialog.py" />
   <source>other ones than before</source>
   <translation>andere als vorher</translation>
  </message>
  <message>
   <location filename="../../cephview/app/preprocessing/dialog.py" />
   <source>{count} landmarks</source>
   <translation>{count} Messpunkte</translation>
  </message>
  <message>
   <location filename="../../cephview/app/preprocessing/dialog.py" />
   <source>{mre:.2f} {unit} from the reading ({before:.2f} before)</source>
   <translation>{mre:.2f} {unit} von der Auswertung ({before:.2f} vorher)</translation>
  </message>
  <message>
   <location filename="../../cephview/app/preprocessing/dialog.py" />
   <source>{name} was changed by somebody else meanwhile: close this window and open it again.</source>
   <translation>{name} wurde inzwischen von jemand anderem geändert: schließen Sie dieses Fenster und öffnen Sie es neu.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/preprocessing/dialog.py" />
   <source>{name} was written; the model is opened anew with it.</source>
   <translation>{name} wurde geschrieben; das Modell ist damit neu geöffnet.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/preprocessing/editors.py" />
   <source>as usual</source>
   <translation>wie üblich</translation>
  </message>
  <message>
   <location filename="../../cephview/app/preprocessing/form.py" />
   <source>Assumed: nobody has said it</source>
   <translation>Angenommen: niemand hat es gesagt</translation>
  </message>
  <message>
   <location filename="../../cephview/app/preprocessing/form.py" />
   <source>Declared by the model's file, which a sidecar does not change</source>
   <translation>Von der Datei des Modells angegeben, was eine Begleitdatei nicht ändert</translation>
  </message>
  <message>
   <location filename="../../cephview/app/preprocessing/form.py" />
   <source>Inferred from the kind of model</source>
   <translation>Aus der Art des Modells geschlossen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/preprocessing/form.py" />
   <source>several lie beside it, and none is read until you choose</source>
   <translation>mehrere liegen daneben, und keine wird gelesen, bis Sie wählen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/preprocessing/form.py" />
   <source>the only one beside it</source>
   <translation>die einzige daneben</translation>
  </message>
  <message>
   <location filename="../../cephview/app/preprocessing/form.py" />
   <source>which of the training code's configs beside the model is read</source>
   <translation>welche der Konfigurationen neben dem Modell gelesen wird</translation>
  </message>
  <message>
   <location filename="../../cephview/app/preprocessing/opener.py" />
   <source>The model is still being loaded.</source>
   <translation>Das Modell wird noch geladen.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/preprocessing/opener.py" />
   <source>The model that CephView brings along says all of its preprocessing itself.</source>
   <translation>Das Modell, das CephView mitbringt, sagt alles zu seiner Vorverarbeitung selbst.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/preprocessing/row.py" />
   <source>Ticked: it stands in the sidecar as you say it</source>
   <translation>Angehakt: steht so in der Begleitdatei, wie Sie es sagen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/preprocessing/row.py" />
   <source>✎ by you; alone it is {alone} ({origin})</source>
   <translation>✎ von Ihnen; sonst ist es {alone} ({origin})</translation>
  </message>
  <message>
   <location filename="../../cephview/app/session.py" />
   <source>Opening {name}…</source>
   <translation>{name} wird geöffnet…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/session.py" />
   <source>{name} and {other} are the same film: what you change in one is in both.</source>
   <translation>{name} und {other} sind dieselbe Aufnahme: was Sie in einer ändern, ändert sich in beiden.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/form.py" />
   <source>Add folder…</source>
   <translation>Ordner hinzufügen…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/form.py" />
   <source>Begin with</source>
   <translation>Beginnen mit</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/form.py" />
   <source>Change…</source>
   <translation>Ändern…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/form.py" />
   <source>Epochs</source>
   <translation>Epochen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/form.py" />
   <source>Every fifth film</source>
   <translation>Jede fünfte Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/form.py" />
   <source>Every tenth film</source>
   <translation>Jede zehnte Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/form.py" />
   <source>Every third film</source>
   <translation>Jede dritte Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/form.py" />
   <source>Every {every}th film</source>
   <translation>Jede {every}. Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/form.py" />
   <source>Films that are not learned from: they tell whether the training brings anything</source>
   <translation>Aufnahmen, von denen nicht gelernt wird: sie sagen, ob das Training etwas bringt</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/form.py" />
   <source>Films to train on</source>
   <translation>Aufnahmen für das Training</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/form.py" />
   <source>How often each film is seen. It can be stopped, and gone on with, at any time.</source>
   <translation>Wie oft jede Aufnahme gesehen wird. Es kann jederzeit angehalten und fortgesetzt werden.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/form.py" />
   <source>Keep for validation</source>
   <translation>Für die Validierung</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/form.py" />
   <source>Keep the run in</source>
   <translation>Lauf behalten in</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/form.py" />
   <source>Landmarks</source>
   <translation>Messpunkte</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/form.py" />
   <source>Learn</source>
   <translation>Lernen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/form.py" />
   <source>My corrected and confirmed points</source>
   <translation>Meine korrigierten und bestätigten Punkte</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/form.py" />
   <source>No film</source>
   <translation>Keine Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/form.py" />
   <source>None: each is judged in one of five folds (six times as long)</source>
   <translation>Keine: jede wird in einer von fünf Teilungen geprüft (sechsmal so lang)</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/form.py" />
   <source>Nothing: a new network (needs hundreds of films)</source>
   <translation>Nichts: ein neues Netz (braucht Hunderte Aufnahmen)</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/form.py" />
   <source>Remove</source>
   <translation>Entfernen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/form.py" />
   <source>The model in use ({name})</source>
   <translation>Das verwendete Modell ({name})</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/form.py" />
   <source>The model that CephView brings along</source>
   <translation>Das Modell, das CephView mitbringt</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/form.py" />
   <source>The readings beside the films</source>
   <translation>Die Auswertungen neben den Aufnahmen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/form.py" />
   <source>Those of the model it begins with</source>
   <translation>Die des Modells, mit dem es beginnt</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/form.py" />
   <source>the one CephView brings along</source>
   <translation>das, das CephView mitbringt</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/opener.py" />
   <source>A model is being trained.</source>
   <translation>Ein Modell wird trainiert.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/opener.py" />
   <source>Stop it and close CephView? Whole epochs are kept, and it can be gone on with.</source>
   <translation>Anhalten und CephView schließen? Ganze Epochen bleiben, und es kann fortgesetzt werden.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/opener.py" />
   <source>Training</source>
   <translation>Training</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/plan.py" />
   <source>The folder {out} cannot be made ({strerror}): choose another.</source>
   <translation>Der Ordner {out} kann nicht angelegt werden ({strerror}): wählen Sie einen anderen.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/plan.py" />
   <source>{out} holds no run that was started here: choose another folder.</source>
   <translation>{out} enthält keinen hier begonnenen Lauf: wählen Sie einen anderen Ordner.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/process.py" />
   <source>The training could not be started: CephView's own program was not found.</source>
   <translation>Das Training konnte nicht beginnen: CephViews eigenes Programm wurde nicht gefunden.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/process.py" />
   <source>The training ended unexpectedly ({last}); whole epochs are kept.</source>
   <translation>Das Training endete unerwartet ({last}); ganze Epochen bleiben.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/process.py" />
   <source>exit status {code}</source>
   <translation>Endestatus {code}</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/progress.py" />
   <source> Mean error (MRE) on the {kept} validation films {measured:.2f} mm.</source>
   <translation> Mittlerer Fehler (MRE) auf den {kept} Aufnahmen zur Validierung {measured:.2f} mm.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/progress.py" />
   <source> So few films are a hint, no proof.</source>
   <translation> So wenige Aufnahmen sind ein Hinweis, kein Beweis.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/progress.py" />
   <source>, {duration} left</source>
   <translation>, noch {duration}</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/progress.py" />
   <source>Done</source>
   <translation>Fertig</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/progress.py" />
   <source>Done: better than before</source>
   <translation>Fertig: besser als vorher</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/progress.py" />
   <source>Done: no better than before</source>
   <translation>Fertig: nicht besser als vorher</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/progress.py" />
   <source>Epoch {epoch} of {epochs}{left}.{error}</source>
   <translation>Epoche {epoch} von {epochs}{left}.{error}</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/progress.py" />
   <source>Mean error (MRE) {found}.{few}</source>
   <translation>Mittlerer Fehler (MRE) {found}.{few}</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/progress.py" />
   <source>Mean error (MRE) {measured:.2f} mm before, {found} now.{few}</source>
   <translation>Mittlerer Fehler (MRE) {measured:.2f} mm vorher, {found} jetzt.{few}</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/progress.py" />
   <source>No epoch was better than the model it began with ({found}): go on using that.</source>
   <translation>Keine Epoche war besser als das Modell, mit dem es begann ({found}): verwenden Sie das weiter.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/progress.py" />
   <source>No film was kept for validation: whether it is better, nobody can say yet.</source>
   <translation>Keine Aufnahme blieb für die Validierung: ob es besser ist, kann noch niemand sagen.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/progress.py" />
   <source>less than a minute</source>
   <translation>weniger als eine Minute</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/progress.py" />
   <source>{best:.2f} mm on the {kept} validation films</source>
   <translation>{best:.2f} mm auf den {kept} Aufnahmen zur Validierung</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/progress.py" />
   <source>{hours} h {minutes} min</source>
   <translation>{hours} h {minutes} min</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/progress.py" />
   <source>{minutes} min</source>
   <translation>{minutes} min</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/window.py" />
   <source>Evaluate it…</source>
   <translation>Prüfen…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/window.py" />
   <source>Go on</source>
   <translation>Fortsetzen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/window.py" />
   <source>How far its points lie from yours, by landmark, on films it was not taught</source>
   <translation>Wie weit seine Punkte von Ihren liegen, je Messpunkt, auf Aufnahmen, die es nicht gelernt hat</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/window.py" />
   <source>MRE of the validation films, mm</source>
   <translation>MRE auf den Validierungsaufnahmen, mm</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/window.py" />
   <source>Measuring what it begins with…</source>
   <translation>Gemessen wird, womit es beginnt…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/window.py" />
   <source>More epochs make it longer; “New run” begins another.</source>
   <translation>Mehr Epochen machen ihn länger; „Neuer Lauf“ beginnt einen anderen.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/window.py" />
   <source>New run</source>
   <translation>Neuer Lauf</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/window.py" />
   <source>Nothing was trained</source>
   <translation>Nichts wurde trainiert</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/window.py" />
   <source>Reading the films…</source>
   <translation>Aufnahmen werden gelesen…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/window.py" />
   <source>Stopped</source>
   <translation>Angehalten</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/window.py" />
   <source>Stopped after epoch {done} of {epochs}</source>
   <translation>Nach Epoche {done} von {epochs} angehalten</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/window.py" />
   <source>Stopping…</source>
   <translation>Wird angehalten…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/window.py" />
   <source>Teach a model how you place the landmarks</source>
   <translation>Ein Modell lehren, wie Sie die Messpunkte setzen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/window.py" />
   <source>The run of {name} is done</source>
   <translation>Der Lauf von {name} ist fertig</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/window.py" />
   <source>The run of {name} stopped after epoch {done} of {epochs}</source>
   <translation>Der Lauf von {name} hielt nach Epoche {done} von {epochs}</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/window.py" />
   <source>The training could not go on</source>
   <translation>Das Training konnte nicht weitergehen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/window.py" />
   <source>Thirty films that were corrected with care, each marked as done ({key}), are enough to begin with. Films stay on this computer; the model you use now stays as it is.</source>
   <translation>Dreißig sorgfältig korrigierte Aufnahmen, jede als fertig markiert ({key}), genügen für den Anfang. Aufnahmen bleiben auf diesem Rechner; das jetzige Modell bleibt, wie es ist.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/window.py" />
   <source>Train</source>
   <translation>Trainieren</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/window.py" />
   <source>Train a model — CephView</source>
   <translation>Ein Modell trainieren — CephView</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/window.py" />
   <source>Training…</source>
   <translation>Training läuft…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/window.py" />
   <source>Use this model</source>
   <translation>Dieses Modell verwenden</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/window.py" />
   <source>What was found in the films and their readings is listed here.</source>
   <translation>Was an den Aufnahmen und ihren Auswertungen gefunden wurde, steht hier.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/window.py" />
   <source>loss of the training films</source>
   <translation>Verlust auf den Trainingsaufnahmen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/window.py" />
   <source>{name} is the model in use now. “Model” leads back to any other.</source>
   <translation>{name} ist jetzt das verwendete Modell. „Modell“ führt zu jedem anderen zurück.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/window.py" />
   <source>{out} holds a model already: choose another folder to keep the run in.</source>
   <translation>{out} enthält schon ein Modell: wählen Sie einen anderen Ordner für den Lauf.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/window.py" />
   <source>{read} of {films} films</source>
   <translation>{read} von {films} Aufnahmen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/window.py" />
   <source>“Go on” takes it up where it was, also another day.</source>
   <translation>„Fortsetzen“ macht dort weiter, auch an einem anderen Tag.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/training/window.py" />
   <source>“Go on” takes it up where it was, exactly. “New run” leaves it as it is.</source>
   <translation>„Fortsetzen“ macht genau dort weiter. „Neuer Lauf“ lässt ihn, wie er ist.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>1 : 1</source>
   <translation>1 : 1</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>A landmark that is constructed, such as a midpoint, goes with those that it is made from</source>
   <translation>Ein konstruierter Messpunkt, etwa eine Mitte, geht mit denen, aus denen er entsteht</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>A locked point stays put</source>
   <translation>Ein gesperrter Punkt bleibt, wo er ist</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>A measurement of my own…</source>
   <translation>Eine eigene Messung…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>About CephView</source>
   <translation>Über CephView</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Add landmarks…</source>
   <translation>Messpunkte hinzufügen…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Against readers, another model's points, or your own corrections</source>
   <translation>Gegen Auswerter, Punkte eines anderen Modells oder Ihre eigenen Korrekturen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>All commands…</source>
   <translation>Alle Befehle…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>All films of the list in one CSV</source>
   <translation>Alle Aufnahmen der Liste in einer CSV</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>All panels as at first</source>
   <translation>Alle Bereiche wie am Anfang</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Alt + wheel</source>
   <translation>Alt + Rad</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Any of the catalogue, or one of your own</source>
   <translation>Jeder aus dem Katalog, oder ein eigener</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Arrows</source>
   <translation>Pfeiltasten</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>As stored: not turned, not mirrored</source>
   <translation>Wie gespeichert: nicht gedreht, nicht gespiegelt</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>CLAHE</source>
   <translation>CLAHE</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>CSV for this computer's spreadsheet</source>
   <translation>CSV für die Tabellenkalkulation</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Calibrate from the model's ruler points…</source>
   <translation>Aus den Linealpunkten des Modells kalibrieren…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Calibrate with the ruler</source>
   <translation>Mit dem Lineal kalibrieren</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Cancel the prediction</source>
   <translation>Vorhersage abbrechen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Click, drag a point</source>
   <translation>Klick, Punkt ziehen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Confirm and go on</source>
   <translation>Bestätigen und weiter</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Confirm the rest, film done</source>
   <translation>Rest bestätigen, Aufnahme fertig</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Confirms what nobody looked at, and says of what is missing that it is not visible</source>
   <translation>Bestätigt, was niemand angesehen hat, und sagt von dem, was fehlt, dass es nicht sichtbar ist</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Copy a picture</source>
   <translation>Bild kopieren</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Copy measurements</source>
   <translation>Messwerte kopieren</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Dark theme</source>
   <translation>Dunkles Design</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Double click</source>
   <translation>Doppelklick</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Drag along the film's ruler: its marks are counted</source>
   <translation>Am Lineal der Aufnahme entlangziehen: seine Striche werden gezählt</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Edit</source>
   <translation>Bearbeiten</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Errors</source>
   <translation>Fehler</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Esc</source>
   <translation>Esc</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Estimates</source>
   <translation>Schätzungen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Evaluate a model on a folder…</source>
   <translation>Modell an einem Ordner prüfen…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Every analysis of this film, as CSV</source>
   <translation>Jede Analyse dieser Aufnahme als CSV</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Every edit is kept anyway, within a second</source>
   <translation>Jede Änderung wird ohnehin innerhalb einer Sekunde gespeichert</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Export CSV…</source>
   <translation>CSV-Export…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Export again</source>
   <translation>Erneut exportieren</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Export for other programs…</source>
   <translation>Für andere Programme exportieren…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Export measurements…</source>
   <translation>Messwerte exportieren…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Export the folder…</source>
   <translation>Ordner exportieren…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Exported measurements have the norms that fit the patient, which tells who it is; off: all norms</source>
   <translation>Exportierte Messwerte haben die Normen, die zum Patienten passen, was verrät, wer es ist; aus: alle Normen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>File</source>
   <translation>Datei</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Fit</source>
   <translation>Einpassen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Folder</source>
   <translation>Ordner</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Follow my hand…</source>
   <translation>Meiner Hand folgen…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>For the films of the same device or folder; each film says where it has them from</source>
   <translation>Für Aufnahmen desselben Geräts oder Ordners; jede sagt, woher sie sie hat</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Forget recent films</source>
   <translation>Zuletzt geöffnete vergessen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>From the model in use, with your corrections or the readings beside the films</source>
   <translation>Vom verwendeten Modell aus, mit Ihren Korrekturen oder den Auswertungen neben den Aufnahmen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>H held</source>
   <translation>H halten</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Help</source>
   <translation>Hilfe</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Hide all marks, to see the bone</source>
   <translation>Alle Markierungen ausblenden, um den Knochen zu sehen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>How much room they may take on the disk</source>
   <translation>Wie viel Platz sie auf dem Datenträger haben dürfen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>ISBI text, labelme, COCO, CL-Detection, 3D Slicer, TPS</source>
   <translation>ISBI-Text, labelme, COCO, CL-Detection, 3D Slicer, TPS</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>In the background</source>
   <translation>Im Hintergrund</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Its kind, its landmarks clicked on the film, a name and a norm; kept in a file of yours</source>
   <translation>Ihre Art, ihre Messpunkte auf der Aufnahme angeklickt, ein Name und eine Norm; bleibt in einer Datei von Ihnen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Keep window/level for the next film</source>
   <translation>Fenster/Zentrum für die nächste Aufnahme behalten</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Keep zoom for the next film</source>
   <translation>Zoom für die nächste Aufnahme behalten</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Kept predictions…</source>
   <translation>Aufbewahrte Vorhersagen…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Labels</source>
   <translation>Namen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Language…</source>
   <translation>Sprache…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Leave all films of the list; every edit is kept</source>
   <translation>Alle Aufnahmen der Liste verlassen; jede Änderung bleibt</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Let it follow from others</source>
   <translation>Aus anderen folgen lassen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Light theme</source>
   <translation>Helles Design</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>List the films of a folder</source>
   <translation>Aufnahmen eines Ordners auflisten</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Local contrast (CLAHE)</source>
   <translation>Lokaler Kontrast (CLAHE)</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Lock all</source>
   <translation>Alle sperren</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Lock or unlock</source>
   <translation>Sperren oder entsperren</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Loupe</source>
   <translation>Lupe</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Measurements large</source>
   <translation>Messwerte groß</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Middle button, Space + drag</source>
   <translation>Mittlere Taste, Leertaste + Ziehen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Model</source>
   <translation>Modell</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Model…</source>
   <translation>Modell…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Next film</source>
   <translation>Nächste Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Next to review</source>
   <translation>Weiter</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Norms of the patient in exports</source>
   <translation>Normen des Patienten in Exporten</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Not visible</source>
   <translation>Nicht sichtbar</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Nudge by 1 film px; Shift 10, Alt 0.1</source>
   <translation>Um 1 px der Aufnahme schieben; Umschalt 10, Alt 0,1</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Of a model that finds two points of the ruler: say how many mm lie between them</source>
   <translation>Für ein Modell, das zwei Punkte des Lineals findet: sagen Sie, wie viele mm dazwischen liegen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Of the window; files and tables stay as they are</source>
   <translation>Des Fensters; Dateien und Tabellen bleiben, wie sie sind</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>One landmark after the other, each where it is expected</source>
   <translation>Ein Messpunkt nach dem anderen, jeder dort, wo er erwartet wird</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Open folder…</source>
   <translation>Ordner öffnen…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Open model…</source>
   <translation>Modell öffnen…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Open one film or several</source>
   <translation>Eine oder mehrere Aufnahmen öffnen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Open recent</source>
   <translation>Zuletzt geöffnet</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Open reference…</source>
   <translation>Referenz öffnen…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Open the sample film</source>
   <translation>Beispielaufnahme öffnen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Open…</source>
   <translation>Öffnen…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Over the whole right side, and wider</source>
   <translation>Über die ganze rechte Seite, und breiter</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Pan</source>
   <translation>Verschieben</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Panels</source>
   <translation>Bereiche</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Patient…</source>
   <translation>Patient…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Place by clicking</source>
   <translation>Per Klick setzen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Place what the analysis lacks</source>
   <translation>Setzen, was der Analyse fehlt</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Points stay on the anatomy</source>
   <translation>Punkte bleiben auf der Anatomie</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Predict</source>
   <translation>Finden</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Predict again</source>
   <translation>Erneut vorhersagen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Predict as shown</source>
   <translation>Vorhersagen wie gezeigt</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Predict folders by themselves</source>
   <translation>Ordner von selbst vorhersagen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Predict the whole folder</source>
   <translation>Ganzen Ordner vorhersagen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Preprocessing…</source>
   <translation>Vorverarbeitung…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Previous film</source>
   <translation>Vorige Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Previous to review</source>
   <translation>Vorigen prüfen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Put a dragged point back; cancel the prediction</source>
   <translation>Gezogenen Punkt zurücklegen; Vorhersage abbrechen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Quit</source>
   <translation>Beenden</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Read a file of reference points</source>
   <translation>Eine Datei mit Referenzpunkten lesen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Redo</source>
   <translation>Wiederholen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Reference</source>
   <translation>Referenz</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Reset all to prediction</source>
   <translation>Alle auf Vorhersage zurücksetzen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Reset to prediction</source>
   <translation>Auf Vorhersage zurücksetzen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Reset window/level</source>
   <translation>Fenster/Zentrum zurücksetzen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Right-drag</source>
   <translation>Rechts ziehen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Right-drag on the film changes it</source>
   <translation>Ziehen mit der rechten Taste auf der Aufnahme ändert es</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Ruler</source>
   <translation>Lineal</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Save a picture…</source>
   <translation>Bild speichern…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Say what the model's file does not, with the film live beside it</source>
   <translation>Sagen, was die Datei des Modells nicht sagt, mit der Aufnahme live daneben</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Select, move (after 3 px)</source>
   <translation>Wählen, verschieben (ab 3 px)</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Set mm per pixel…</source>
   <translation>mm pro Pixel setzen…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Sex, age and population, for the norms; and what a DICOM says. It is in no export unless you ask</source>
   <translation>Geschlecht, Alter und Population für die Normen; und was ein DICOM sagt. Steht in keinem Export, wenn Sie es nicht verlangen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Shortcuts</source>
   <translation>Tastenkürzel</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Show the tour again</source>
   <translation>Rundgang erneut zeigen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Stands beside your steps in the case file</source>
   <translation>Steht neben Ihren Schritten in der Falldatei</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Stop predicting the folder</source>
   <translation>Vorhersage des Ordners anhalten</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Take over the estimates</source>
   <translation>Schätzungen übernehmen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>The analysis that is shown, for a spreadsheet or a letter</source>
   <translation>Die gezeigte Analyse, für eine Tabelle oder einen Brief</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>The film stays on dark</source>
   <translation>Die Aufnahme bleibt auf Dunkel</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>The least certain comes first</source>
   <translation>Der unsicherste kommt zuerst</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>The lines of the shown analysis; a measurement under the cursor shows its own</source>
   <translation>Die Linien der gezeigten Analyse; eine Messung unter dem Zeiger zeigt ihre eigenen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>The selected landmark; without one, what the shown analysis lacks</source>
   <translation>Den gewählten Messpunkt; ohne Wahl, was der gezeigten Analyse fehlt</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>The whole film with its marks, as PNG</source>
   <translation>Die ganze Aufnahme mit ihren Markierungen als PNG</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Theme</source>
   <translation>Design</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Theme of the system</source>
   <translation>Design des Systems</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>They become points of the film, marked as estimated</source>
   <translation>Sie werden Punkte der Aufnahme, als geschätzt markiert</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Tilt the film by half a degree</source>
   <translation>Aufnahme um ein halbes Grad neigen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>To the same file; asks the first time</source>
   <translation>In dieselbe Datei; fragt beim ersten Mal</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Tracing</source>
   <translation>Linien</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Train a model on my films…</source>
   <translation>Modell an meinen Aufnahmen trainieren…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Tries each known cause on films with readings, and says in mm what it explains</source>
   <translation>Prüft bekannte Ursachen an Aufnahmen mit Auswertungen und sagt in mm, was sie erklären</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Turn left by 90°</source>
   <translation>Um 90° nach links drehen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Turn right by 90°</source>
   <translation>Um 90° nach rechts drehen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Undo</source>
   <translation>Rückgängig</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Unlock all</source>
   <translation>Alle entsperren</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Use the model that CephView brings along</source>
   <translation>Modell verwenden, das CephView mitbringt</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Use these mm per pixel for other films…</source>
   <translation>Diese mm pro Pixel für andere Aufnahmen…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>What the model says about itself</source>
   <translation>Was das Modell über sich sagt</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Wheel</source>
   <translation>Rad</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Where landmarks are expected that the shown analysis lacks, dotted</source>
   <translation>Wo Messpunkte zu erwarten sind, die der gezeigten Analyse fehlen, gepunktet</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Where you always place a landmark elsewhere than the model: measured on your films that are done</source>
   <translation>Wo Sie einen Messpunkt immer anders setzen als das Modell: gemessen an Ihren fertigen Aufnahmen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>While a point is dragged</source>
   <translation>Während ein Punkt gezogen wird</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Why is the error high?…</source>
   <translation>Warum ist der Fehler groß?…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Window/level; double click resets</source>
   <translation>Fenster/Zentrum; Doppelklick setzt zurück</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>With the decimal sign and separator of the system, as Excel opens it; off: for programs</source>
   <translation>Mit Dezimal- und Trennzeichen des Systems, wie Excel es öffnet; aus: für Programme</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>With window, gamma and inversion of the screen: for a film that is too dark, flat or a negative</source>
   <translation>Mit Fenster, Gamma und Inversion des Bildschirms: für eine Aufnahme, die zu dunkel, flau oder ein Negativ ist</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Write the current points as CSV</source>
   <translation>Die jetzigen Punkte als CSV schreiben</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Your corrections stay as they are</source>
   <translation>Ihre Korrekturen bleiben, wie sie sind</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Your name in the history…</source>
   <translation>Ihr Name im Verlauf…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Zoom in</source>
   <translation>Vergrößern</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Zoom out</source>
   <translation>Verkleinern</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/actions.py" />
   <source>Zoom to the cursor</source>
   <translation>Zum Zeiger zoomen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/announcer.py" />
   <source>Check them…</source>
   <translation>Prüfen…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/announcer.py" />
   <source>Choose…</source>
   <translation>Wählen…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/announcer.py" />
   <source>Several configs lie beside {file} ({names}): none is read until you choose.</source>
   <translation>Mehrere Konfigurationen liegen neben {file} ({names}): keine wird gelesen, bis Sie wählen.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/announcer.py" />
   <source>This checkpoint does not say everything: {assumptions}.</source>
   <translation>Diese Modelldatei sagt nicht alles: {assumptions}.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/compare_dialog.py" />
   <source> Calibration here: {here}; there: {there}.</source>
   <translation> Kalibrierung hier: {here}; dort: {there}.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/compare_dialog.py" />
   <source>, {both} of them set by hand in both.</source>
   <translation>, {both} davon in beiden von Hand gesetzt.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/compare_dialog.py" />
   <source>: both have the same points.</source>
   <translation>: beide haben dieselben Punkte.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/compare_dialog.py" />
   <source>Apart</source>
   <translation>Auseinander</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/compare_dialog.py" />
   <source>Both works on the film</source>
   <translation>Beide Arbeiten auf der Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/compare_dialog.py" />
   <source>Decide later</source>
   <translation>Später entscheiden</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/compare_dialog.py" />
   <source>Go on with the other</source>
   <translation>Mit dem anderen weiter</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/compare_dialog.py" />
   <source>On the film: markers are what is shown here, crosses the other. Whichever you choose, the other stays in its file and can be opened from there.</source>
   <translation>Auf der Aufnahme: Marken sind, was hier gezeigt wird, Kreuze das andere. Was Sie auch wählen, das andere bleibt in seiner Datei und kann von dort geöffnet werden.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/compare_dialog.py" />
   <source>Shown here</source>
   <translation>Hier gezeigt</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/compare_dialog.py" />
   <source>Stay with what is shown</source>
   <translation>Bei dem Gezeigten bleiben</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/compare_dialog.py" />
   <source>The other</source>
   <translation>Das andere</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/compare_dialog.py" />
   <source>unknown</source>
   <translation>unbekannt</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/compare_dialog.py" />
   <source>{apart_px:.1f} px</source>
   <translation>{apart_px:.1f} px</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/compare_dialog.py" />
   <source>{count} landmark differs</source>
   <translation>{count} Messpunkt unterscheidet sich</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/compare_dialog.py" />
   <source>{count} landmarks differ</source>
   <translation>{count} Messpunkte unterscheiden sich</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/compare_dialog.py" />
   <source>{x:.1f} mm</source>
   <translation>{x:.1f} mm</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/crash.py" />
   <source>CephView met an error</source>
   <translation>CephView ist auf einen Fehler gestoßen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/crash.py" />
   <source>Copy the report</source>
   <translation>Bericht kopieren</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/crash.py" />
   <source>Report of the error</source>
   <translation>Bericht zum Fehler</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/crash.py" />
   <source>Something went wrong that nobody foresaw. </source>
   <translation>Etwas ist schiefgegangen, womit niemand gerechnet hat. </translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/crash.py" />
   <source>The points of {unsaved} and {count} more could not be saved: export them ({keys}) before you close the window.</source>
   <translation>Die Punkte von {unsaved} und {count} weiteren konnten nicht gespeichert werden: exportieren Sie sie ({keys}), bevor Sie das Fenster schließen.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/crash.py" />
   <source>The points of {unsaved} could not be saved: export them ({keys}) before you close the window.</source>
   <translation>Die Punkte von {unsaved} konnten nicht gespeichert werden: exportieren Sie sie ({keys}), bevor Sie das Fenster schließen.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/crash.py" />
   <source>The report names no patient, no film and no folder. Nothing is sent; copy it where you want it.</source>
   <translation>Der Bericht nennt keinen Patienten, keine Aufnahme und keinen Ordner. Nichts wird gesendet; kopieren Sie ihn, wohin Sie wollen.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/crash.py" />
   <source>Your points are saved. You can go on; if the window behaves oddly, start CephView again.</source>
   <translation>Ihre Punkte sind gespeichert. Sie können weiterarbeiten; verhält sich das Fenster seltsam, starten Sie CephView neu.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/dialogs.py" />
   <source>&lt;p&gt;Cephalometric landmarks on lateral radiographs: predict, look, correct, export.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Not a medical device.&lt;/b&gt; A tool for research and teaching; every point is to be checked by someone who can read the film.&lt;/p&gt;&lt;p&gt;Films stay on this machine: CephView opens no network connection.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Kephalometrische Messpunkte auf Fernröntgenseitenbildern: vorhersagen, ansehen, korrigieren, exportieren.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Kein Medizinprodukt.&lt;/b&gt; Ein Werkzeug für Forschung und Lehre; jeder Punkt ist von jemandem zu prüfen, der die Aufnahme lesen kann.&lt;/p&gt;&lt;p&gt;Aufnahmen bleiben auf diesem Rechner: CephView öffnet keine Netzwerkverbindung.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/dialogs.py" />
   <source>How films are prepared for it (preprocessing)</source>
   <translation>Wie Aufnahmen dafür vorbereitet werden (Vorverarbeitung)</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/dialogs.py" />
   <source>How many millimetres is one pixel of this film? Without it, all errors are in pixels.</source>
   <translation>Wie viele Millimeter ist ein Pixel dieser Aufnahme? Ohne das sind alle Fehler in Pixeln.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/dialogs.py" />
   <source>Letterbox: the film is made smaller as a whole, with an empty border. Heatmap: the picture in which the network marks where a landmark lies. Softmax, Gaussian, DARK: ways to read a point from it. MRE: mean distance from the readings. SDR: share of points within so many mm of them.</source>
   <translation>Letterbox: die Aufnahme wird als Ganzes verkleinert, mit leerem Rand. Heatmap: das Bild, in dem das Netz markiert, wo ein Messpunkt liegt. Softmax, Gauß, DARK: Arten, daraus einen Punkt zu lesen. MRE: mittlerer Abstand von den Auswertungen. SDR: Anteil der Punkte innerhalb so vieler mm davon.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/dialogs.py" />
   <source>Not in the checkpoint, and therefore assumed: {what}.</source>
   <translation>Nicht in der Modelldatei und daher angenommen: {what}.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/dialogs.py" />
   <source>Now: {calibration}.</source>
   <translation>Jetzt: {calibration}.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/dialogs.py" />
   <source>On the film</source>
   <translation>Auf der Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/dialogs.py" />
   <source>The checkpoint declares all of its preprocessing that can cost accuracy.</source>
   <translation>Die Modelldatei gibt alles zur Vorverarbeitung an, was Genauigkeit kosten kann.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/dialogs.py" />
   <source>The file (checkpoint)</source>
   <translation>Die Datei (Checkpoint)</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/dialogs.py" />
   <source>The file's resolution would mean {mm:.5g} mm, if it was scanned at film size.</source>
   <translation>Die Auflösung der Datei ergäbe {mm:.5g} mm, wenn in Filmgröße gescannt wurde.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/dialogs.py" />
   <source>another value vertically</source>
   <translation>senkrecht ein anderer Wert</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/dialogs.py" />
   <source>mm per pixel</source>
   <translation>mm pro Pixel</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/dialogs.py" />
   <source>mm per pixel, vertically</source>
   <translation>mm pro Pixel, senkrecht</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/notices.py" />
   <source>   ({count} more)</source>
   <translation>   ({count} weitere)</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/notices.py" />
   <source>List those, too</source>
   <translation>Diese auch aufführen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/notices.py" />
   <source>Say what they mean…</source>
   <translation>Sagen, was sie bedeuten…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/notices.py" />
   <source>Show as stored</source>
   <translation>Wie gespeichert zeigen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/notices.py" />
   <source>Show it upright</source>
   <translation>Aufrecht zeigen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/number_field.py" />
   <source>{value} is not between {low} and {high}</source>
   <translation>{value} liegt nicht zwischen {low} und {high}</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/palette.py" />
   <source>Nothing found for “{typed}”</source>
   <translation>Nichts gefunden zu „{typed}“</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/palette.py" />
   <source>Type a command…</source>
   <translation>Befehl eintippen…</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/parts.py" />
   <source>Commands</source>
   <translation>Befehle</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/parts.py" />
   <source>Display</source>
   <translation>Darstellung</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/parts.py" />
   <source>Measurements</source>
   <translation>Messwerte</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/patient_dialog.py" />
   <source>&lt;p&gt;This film is no DICOM, so nothing in it names a patient.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Diese Aufnahme ist kein DICOM, daher nennt nichts darin einen Patienten.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/patient_dialog.py" />
   <source>Age at the film</source>
   <translation>Alter bei der Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/patient_dialog.py" />
   <source>Age at the film, years</source>
   <translation>Alter bei der Aufnahme, Jahre</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/patient_dialog.py" />
   <source>Born</source>
   <translation>Geboren</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/patient_dialog.py" />
   <source>Film of</source>
   <translation>Aufnahme vom</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/patient_dialog.py" />
   <source>ID</source>
   <translation>ID</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/patient_dialog.py" />
   <source>Norms depend on these. They are kept with the case, and are in no export unless you ask for it there.</source>
   <translation>Davon hängen Normen ab. Es bleibt beim Fall und steht in keinem Export, wenn Sie es dort nicht verlangen.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/patient_dialog.py" />
   <source>Population</source>
   <translation>Population</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/patient_dialog.py" />
   <source>Population of the norms</source>
   <translation>Population der Normen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/patient_dialog.py" />
   <source>Sex</source>
   <translation>Geschlecht</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/patient_dialog.py" />
   <source>Shown here alone: no export, log or screenshot carries it unless you take one.</source>
   <translation>Nur hier gezeigt: kein Export, Protokoll oder Bildschirmfoto trägt es, wenn Sie keines machen.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/patient_dialog.py" />
   <source>Take from the DICOM file: {patient}</source>
   <translation>Aus der DICOM-Datei nehmen: {patient}</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/patient_dialog.py" />
   <source>female</source>
   <translation>weiblich</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/patient_dialog.py" />
   <source>male</source>
   <translation>männlich</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/patient_dialog.py" />
   <source>not said</source>
   <translation>nicht angegeben</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/questions.py" />
   <source>Kept predictions</source>
   <translation>Aufbewahrte Vorhersagen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/questions.py" />
   <source>Language</source>
   <translation>Sprache</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/questions.py" />
   <source>Language of the window, from its next start on:</source>
   <translation>Sprache des Fensters, ab dem nächsten Start:</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/questions.py" />
   <source>Megabytes at most</source>
   <translation>Höchstens Megabyte</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/questions.py" />
   <source>Predictions and thumbnails are kept, so that no film is read twice by the same model: {held:.1f} MB now.
At most so many MB (what was not used for longest goes first; your own work is never among it):</source>
   <translation>Vorhersagen und Vorschaubilder werden aufbewahrt, damit keine Aufnahme zweimal vom selben Modell gelesen wird: jetzt {held:.1f} MB.
Höchstens so viele MB (was am längsten nicht gebraucht wurde, geht zuerst; Ihre eigene Arbeit ist nie darunter):</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/questions.py" />
   <source>Stands beside your steps in the case file; leave it empty for none.</source>
   <translation>Steht neben Ihren Schritten in der Falldatei; lassen Sie es leer für keinen.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/questions.py" />
   <source>Stop and close</source>
   <translation>Anhalten und schließen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/questions.py" />
   <source>That of the system</source>
   <translation>Die des Systems</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/questions.py" />
   <source>Your name</source>
   <translation>Ihr Name</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/questions.py" />
   <source>{language}: from the next start of CephView on</source>
   <translation>{language}: ab dem nächsten Start von CephView</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/recent.py" />
   <source>No film yet</source>
   <translation>Noch keine Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/status_bar.py" />
   <source>     grey {grey}</source>
   <translation>     Grau {grey}</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/status_bar.py" />
   <source>     {mm_x:.1f}  {mm_y:.1f} mm</source>
   <translation>     {mm_x:.1f}  {mm_y:.1f} mm</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/status_bar.py" />
   <source>The model says itself how films are to be prepared for it (preprocessing declared): nothing is assumed.</source>
   <translation>Das Modell sagt selbst, wie Aufnahmen vorbereitet werden (Vorverarbeitung angegeben): nichts ist angenommen.</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/status_bar.py" />
   <source>all settings known</source>
   <translation>alle Einstellungen bekannt</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/status_bar.py" />
   <source>exported</source>
   <translation>exportiert</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/status_bar.py" />
   <source>mm per pixel unknown: errors in px</source>
   <translation>mm pro Pixel unbekannt: Fehler in px</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/status_bar.py" />
   <source>no new edits</source>
   <translation>keine neuen Änderungen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/status_bar.py" />
   <source>predicted in {seconds:.2f} s</source>
   <translation>in {seconds:.2f} s vorhergesagt</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/status_bar.py" />
   <source>read-only</source>
   <translation>nur lesen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/status_bar.py" />
   <source>saved, not exported</source>
   <translation>gespeichert, nicht exportiert</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/status_bar.py" />
   <source>x {x:.1f}  y {y:.1f} px</source>
   <translation>x {x:.1f}  y {y:.1f} px</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/status_bar.py" />
   <source>{count} setting assumed</source>
   <translation>{count} Einstellung angenommen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/status_bar.py" />
   <source>{count} settings assumed</source>
   <translation>{count} Einstellungen angenommen</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/status_bar.py" />
   <source>{spacing} · not reliable</source>
   <translation>{spacing} · nicht verlässlich</translation>
  </message>
  <message>
   <location filename="../../cephview/app/window/status_bar.py" />
   <source>● not saved yet</source>
   <translation>● noch nicht gespeichert</translation>
  </message>
  <message>
   <location filename="../../cephview/core/calibration.py" />
   <source>Lengths are those at the detector, larger than in the patient: measure the film's ruler.</source>
   <translation>Längen gelten am Detektor, größer als im Patienten: messen Sie das Lineal der Aufnahme.</translation>
  </message>
  <message>
   <location filename="../../cephview/core/calibration.py" />
   <source>Nasion and Menton lie {distance:.0f} mm apart, in faces it is {low:.0f} to {high:.0f} mm: check the calibration ({source}) and both points.</source>
   <translation>Nasion und Menton liegen {distance:.0f} mm auseinander, bei Gesichtern sind es {low:.0f} bis {high:.0f} mm: prüfen Sie die Kalibrierung ({source}) und beide Punkte.</translation>
  </message>
  <message>
   <location filename="../../cephview/core/calibration.py" />
   <source>The file does not say whether its pixel spacing is that of the patient: measure the film's ruler.</source>
   <translation>Die Datei sagt nicht, ob ihr Pixelabstand der des Patienten ist: messen Sie das Lineal der Aufnahme.</translation>
  </message>
  <message>
   <location filename="../../cephview/core/calibration.py" />
   <source>{spacing} mm / px · {source}</source>
   <translation>{spacing} mm / px · {source}</translation>
  </message>
  <message>
   <location filename="../../cephview/core/catalogue.py" />
   <source>A construction is "midpoint A B", "intersection A B C D" or "foot P A B".</source>
   <translation>Eine Konstruktion ist "midpoint A B", "intersection A B C D" oder "foot P A B".</translation>
  </message>
  <message>
   <location filename="../../cephview/core/catalogue.py" />
   <source>A definition has up to {longest_definition} characters.</source>
   <translation>Eine Definition hat bis zu {longest_definition} Zeichen.</translation>
  </message>
  <message>
   <location filename="../../cephview/core/catalogue.py" />
   <source>A name is one line of up to {longest_name} characters.</source>
   <translation>Ein Name ist eine Zeile mit bis zu {longest_name} Zeichen.</translation>
  </message>
  <message>
   <location filename="../../cephview/core/catalogue.py" />
   <source>A symbol is up to 16 letters, digits or primes, without spaces; Go′ or Inc2 for instance.</source>
   <translation>Ein Symbol hat bis zu 16 Buchstaben, Ziffern oder Striche, ohne Leerzeichen; etwa Go′ oder Inc2.</translation>
  </message>
  <message>
   <location filename="../../cephview/core/catalogue.py" />
   <source>The tissue is one of {listed}.</source>
   <translation>Das Gewebe ist eines von {listed}.</translation>
  </message>
  <message>
   <location filename="../../cephview/core/catalogue.py" />
   <source>{name} is no TOML file that can be read ({error}): mend it, or take it away.</source>
   <translation>{name} ist keine lesbare TOML-Datei ({error}): bringen Sie sie in Ordnung oder nehmen Sie sie weg.</translation>
  </message>
  <message>
   <location filename="../../cephview/core/catalogue.py" />
   <source>{name} is no list of landmarks: each begins with [[landmark]].</source>
   <translation>{name} ist keine Liste von Messpunkten: jeder beginnt mit [[landmark]].</translation>
  </message>
  <message>
   <location filename="../../cephview/core/catalogue.py" />
   <source>{name}: {symbol} stands there twice; take one away.</source>
   <translation>{name}: {symbol} steht dort zweimal; nehmen Sie eines weg.</translation>
  </message>
  <message>
   <location filename="../../cephview/core/catalogue.py" />
   <source>{where}: aliases and ambiguous are lists of texts.</source>
   <translation>{where}: aliases und ambiguous sind Listen von Texten.</translation>
  </message>
  <message>
   <location filename="../../cephview/core/catalogue.py" />
   <source>{where}: {texts} are texts.</source>
   <translation>{where}: {texts} sind Texte.</translation>
  </message>
  <message>
   <location filename="../../cephview/core/catalogue.py" />
   <source>{where}: {unknown!r} is no field of a landmark; it has {texts}.</source>
   <translation>{where}: {unknown!r} ist kein Feld eines Messpunkts; er hat {texts}.</translation>
  </message>
  <message>
   <location filename="../../cephview/core/catalogue.py" />
   <source>{where}: {wrong}</source>
   <translation>{where}: {wrong}</translation>
  </message>
  <message>
   <location filename="../../cephview/core/errors.py" />
   <source>{name} was left out: something unforeseen went wrong ({reason}).</source>
   <translation>{name} wurde weggelassen: etwas Unvorhergesehenes ging schief ({reason}).</translation>
  </message>
  <message>
   <location filename="../../cephview/core/errors.py" />
   <source>{name} was left out: there is not enough memory for it; close other programs.</source>
   <translation>{name} wurde weggelassen: der Speicher reicht nicht; schließen Sie andere Programme.</translation>
  </message>
  <message>
   <location filename="../../cephview/core/grey_range.py" />
   <source>A rim or writing far {where} the greys of the film ({share:.1%} of it) was left out of their range.</source>
   <translation>Ein Rand oder eine Schrift weit {where} den Grauwerten der Aufnahme ({share:.1%} davon) blieb außerhalb ihres Bereichs.</translation>
  </message>
  <message>
   <location filename="../../cephview/core/grey_range.py" />
   <source>The film uses only {used:.0%} of its greys: they were stretched, on the screen and for the model.</source>
   <translation>Die Aufnahme nutzt nur {used:.0%} ihrer Grauwerte: sie wurden gespreizt, auf dem Bildschirm und für das Modell.</translation>
  </message>
  <message>
   <location filename="../../cephview/core/grey_range.py" />
   <source>The window that the file gives is too wide, the film's greys fill {used:.0%} of it: {instead}.</source>
   <translation>Das Fenster, das die Datei angibt, ist zu breit, die Grauwerte füllen {used:.0%} davon: {instead}.</translation>
  </message>
  <message>
   <location filename="../../cephview/core/grey_range.py" />
   <source>The window that the file gives would make {value:.0%} of the film black or white: {instead}.</source>
   <translation>Das Fenster, das die Datei angibt, machte {value:.0%} der Aufnahme schwarz oder weiß: {instead}.</translation>
  </message>
  <message>
   <location filename="../../cephview/core/grey_range.py" />
   <source>This film is very {what}: it is shown with a window that fits it. Model and exports have it as it was stored.</source>
   <translation>Diese Aufnahme ist sehr {what}: sie wird mit einem passenden Fenster gezeigt. Modell und Exporte haben sie, wie sie gespeichert ist.</translation>
  </message>
  <message>
   <location filename="../../cephview/core/grey_range.py" />
   <source>above</source>
   <translation>über</translation>
  </message>
  <message>
   <location filename="../../cephview/core/grey_range.py" />
   <source>above and below</source>
   <translation>über und unter</translation>
  </message>
  <message>
   <location filename="../../cephview/core/grey_range.py" />
   <source>below</source>
   <translation>unter</translation>
  </message>
  <message>
   <location filename="../../cephview/core/grey_range.py" />
   <source>bright</source>
   <translation>hell</translation>
  </message>
  <message>
   <location filename="../../cephview/core/grey_range.py" />
   <source>dark</source>
   <translation>dunkel</translation>
  </message>
  <message>
   <location filename="../../cephview/core/grey_range.py" />
   <source>flat</source>
   <translation>flau</translation>
  </message>
  <message>
   <location filename="../../cephview/core/grey_range.py" />
   <source>it was not used; the film's own range of greys was</source>
   <translation>es wurde nicht verwendet, sondern der eigene Grauwertbereich der Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/core/measurements.py" />
   <source>its points coincide</source>
   <translation>seine Punkte fallen zusammen</translation>
  </message>
  <message>
   <location filename="../../cephview/core/measurements.py" />
   <source>needs a calibration</source>
   <translation>braucht eine Kalibrierung</translation>
  </message>
  <message>
   <location filename="../../cephview/core/measurements.py" />
   <source>needs {symbols}</source>
   <translation>braucht {symbols}</translation>
  </message>
  <message>
   <location filename="../../cephview/core/measurements.py" />
   <source>no class</source>
   <translation>keine Klasse</translation>
  </message>
  <message>
   <location filename="../../cephview/core/nonsense.py" />
   <source>{value} is no head's: is one of {symbols} misplaced?</source>
   <translation>{value} hat kein Kopf: liegt einer von {symbols} falsch?</translation>
  </message>
  <message>
   <location filename="../../cephview/core/nonsense.py" />
   <source>{value}: {one} and {other} exchanged?</source>
   <translation>{value}: {one} und {other} vertauscht?</translation>
  </message>
  <message>
   <location filename="../../cephview/core/norms.py" />
   <source>needs the patient's {wanted}</source>
   <translation>braucht vom Patienten: {wanted}</translation>
  </message>
  <message>
   <location filename="../../cephview/core/norms.py" />
   <source>no norm of this age</source>
   <translation>keine Norm für dieses Alter</translation>
  </message>
  <message>
   <location filename="../../cephview/core/norms.py" />
   <source>no norm that could be checked against its source</source>
   <translation>keine Norm, die an ihrer Quelle geprüft werden konnte</translation>
  </message>
  <message>
   <location filename="../../cephview/core/norms.py" />
   <source>norm of {whom}: {listed}</source>
   <translation>Norm von {whom}: {listed}</translation>
  </message>
  <message>
   <location filename="../../cephview/core/norms.py" />
   <source>read in one secondary source alone</source>
   <translation>nur in einer Sekundärquelle gelesen</translation>
  </message>
  <message>
   <location filename="../../cephview/core/norms.py" />
   <source>the patient is {age}</source>
   <translation>der Patient ist {age} alt</translation>
  </message>
  <message>
   <location filename="../../cephview/core/norms.py" />
   <source>the patient is {population}</source>
   <translation>der Patient ist {population}</translation>
  </message>
  <message>
   <location filename="../../cephview/core/norms.py" />
   <source>the patient is {sex}</source>
   <translation>der Patient ist {sex}</translation>
  </message>
  <message>
   <location filename="../../cephview/core/norms.py" />
   <source>{norm} as published</source>
   <translation>veröffentlicht als {norm}</translation>
  </message>
  <message>
   <location filename="../../cephview/core/norms.py" />
   <source>{norm} as published, on films enlarged by {percent} %</source>
   <translation>veröffentlicht als {norm}, auf Aufnahmen mit {percent} % Vergrößerung</translation>
  </message>
  <message>
   <location filename="../../cephview/core/norms.py" />
   <source>{one} and {other}</source>
   <translation>{one} und {other}</translation>
  </message>
  <message>
   <location filename="../../cephview/core/own_hand.py" />
   <source>{mm:.1f} mm further back</source>
   <translation>{mm:.1f} mm weiter hinten</translation>
  </message>
  <message>
   <location filename="../../cephview/core/own_hand.py" />
   <source>{mm:.1f} mm further forward</source>
   <translation>{mm:.1f} mm weiter vorn</translation>
  </message>
  <message>
   <location filename="../../cephview/core/own_hand.py" />
   <source>{mm:.1f} mm higher</source>
   <translation>{mm:.1f} mm höher</translation>
  </message>
  <message>
   <location filename="../../cephview/core/own_hand.py" />
   <source>{mm:.1f} mm lower</source>
   <translation>{mm:.1f} mm tiefer</translation>
  </message>
  <message>
   <location filename="../../cephview/core/patient.py" />
   <source>{age:g} year</source>
   <translation>{age:g} Jahr</translation>
  </message>
  <message>
   <location filename="../../cephview/core/patient.py" />
   <source>{age:g} years</source>
   <translation>{age:g} Jahre</translation>
  </message>
  <message>
   <location filename="../../cephview/core/resources.py" />
   <source>CephView's own file {value} is missing: install CephView again.</source>
   <translation>CephViews eigene Datei {value} fehlt: installieren Sie CephView neu.</translation>
  </message>
  <message>
   <location filename="../../cephview/core/review_status.py" />
   <source>done</source>
   <translation>fertig</translation>
  </message>
  <message>
   <location filename="../../cephview/core/review_status.py" />
   <source>in review</source>
   <translation>in Arbeit</translation>
  </message>
  <message>
   <location filename="../../cephview/core/review_status.py" />
   <source>new</source>
   <translation>neu</translation>
  </message>
  <message>
   <location filename="../../cephview/core/ruler/__init__.py" />
   <source>The line is {length:.0f} px long, too short to hold marks: draw it along the ruler.</source>
   <translation>Die Linie ist {length:.0f} px lang, zu kurz für Striche: ziehen Sie sie am Lineal entlang.</translation>
  </message>
  <message>
   <location filename="../../cephview/core/ruler/__init__.py" />
   <source>{count} marks, {px:.2f} px apart</source>
   <translation>{count} Striche, {px:.2f} px auseinander</translation>
  </message>
  <message>
   <location filename="../../cephview/core/ruler/__init__.py" />
   <source>{mm:g} mm for {hypot:.1f} px cannot be right: check the line and the length.</source>
   <translation>{mm:g} mm für {hypot:.1f} px kann nicht stimmen: prüfen Sie Linie und Länge.</translation>
  </message>
  <message>
   <location filename="../../cephview/core/ruler/points.py" />
   <source>The model found two points of the ruler, {one} and {other}, {px:.1f} px apart: the millimetres between them would give the scale.</source>
   <translation>Das Modell hat zwei Punkte des Lineals gefunden, {one} und {other}, {px:.1f} px auseinander: die Millimeter dazwischen ergäben den Maßstab.</translation>
  </message>
  <message>
   <location filename="../../cephview/core/ruler/points.py" />
   <source>{name} {mm:.0f} mm ({low:.0f} to {high:.0f} in faces)</source>
   <translation>{name} {mm:.0f} mm ({low:.0f} bis {high:.0f} bei Gesichtern)</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>Add {symbols}</source>
   <translation>{symbols} hinzufügen</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>Add {symbols} and leave out {left_out}</source>
   <translation>{symbols} hinzufügen und {left_out} weglassen</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>Confirm {symbol}</source>
   <translation>{symbol} bestätigen</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>DICOM pixel spacing, uncertain</source>
   <translation>DICOM-Pixelabstand, unsicher</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>DICOM, corrected by geometry</source>
   <translation>DICOM, durch Geometrie korrigiert</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>DICOM, detector ÷ magnification</source>
   <translation>DICOM, Detektor ÷ Vergrößerung</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>DICOM, magnification corrected</source>
   <translation>DICOM, Vergrößerung korrigiert</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>DICOM, measured on an object of known size</source>
   <translation>DICOM, an einem Objekt bekannter Größe gemessen</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>Leave out {left_out}</source>
   <translation>{left_out} weglassen</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>Lock {symbol}</source>
   <translation>{symbol} sperren</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>Mark as done</source>
   <translation>Als fertig markieren</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>Move {symbol}</source>
   <translation>{symbol} verschieben</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>Nudge {symbol}</source>
   <translation>{symbol} schieben</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>Place {symbol}</source>
   <translation>{symbol} setzen</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>Remove calibration</source>
   <translation>Kalibrierung entfernen</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>Reset all</source>
   <translation>Alle zurücksetzen</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>Reset {symbol}</source>
   <translation>{symbol} zurücksetzen</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>Set calibration</source>
   <translation>Kalibrierung setzen</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>Set patient</source>
   <translation>Patient angeben</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>The model was given the film as it was shown: greys {low:.0f} to {high:.0f}, gamma {gamma:.2g}, inverted.</source>
   <translation>Das Modell bekam die Aufnahme, wie sie gezeigt war: Grau {low:.0f} bis {high:.0f}, Gamma {gamma:.2g}, invertiert.</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>The model was given the film as it was shown: greys {low:.0f} to {high:.0f}, gamma {gamma:.2g}.</source>
   <translation>Das Modell bekam die Aufnahme, wie sie gezeigt war: Grau {low:.0f} bis {high:.0f}, Gamma {gamma:.2g}.</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>This does not look like a lateral film of a head to the model: check the film, or place the landmarks by hand.</source>
   <translation>Das sieht für das Modell nicht wie ein Fernröntgenseitenbild aus: prüfen Sie die Aufnahme oder setzen Sie die Messpunkte von Hand.</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>This film faces to the left; the model read it the other way round, and its points were brought back.</source>
   <translation>Diese Aufnahme blickt nach links; das Modell las sie andersherum, und seine Punkte wurden zurückgerechnet.</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>This film lies the wrong way ({turn} it is right); the model read it the other way round, and its points were brought back.</source>
   <translation>Diese Aufnahme liegt falsch ({turn} stimmt sie); das Modell las sie andersherum, und seine Punkte wurden zurückgerechnet.</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>Turn film as stored</source>
   <translation>Aufnahme wie gespeichert</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>Turn film: {turn}</source>
   <translation>Aufnahme drehen: {turn}</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>Undo {step}</source>
   <translation>Rückgängig: {step}</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>Unlock {symbol}</source>
   <translation>{symbol} entsperren</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>a line of {px:.1f} px is {mm:g} mm</source>
   <translation>eine Linie von {px:.1f} px ist {mm:g} mm</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>at the detector, magnified</source>
   <translation>am Detektor, vergrößert</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>by the model's ruler points</source>
   <translation>nach den Linealpunkten des Modells</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>corrected points</source>
   <translation>korrigierte Punkte</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>data set table</source>
   <translation>Tabelle des Datensatzes</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>decoding {value} assumed</source>
   <translation>Dekodierung {value} angenommen</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>drawn phantom</source>
   <translation>gezeichnetes Phantom</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>file {name}</source>
   <translation>Datei {name}</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>fusion {value} assumed</source>
   <translation>Fusion {value} angenommen</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>heatmap rule {value} assumed</source>
   <translation>Heatmap-Regel {value} angenommen</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>in the plane of the scanned film</source>
   <translation>in der Ebene des gescannten Films</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>input size {value} assumed</source>
   <translation>Eingabegröße {value} angenommen</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>landmark scheme {value} assumed</source>
   <translation>Punktschema {value} angenommen</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>mean of {count} readers</source>
   <translation>Mittel von {count} Auswertern</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>mean {value} assumed</source>
   <translation>Mittelwert {value} angenommen</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>measured on the film</source>
   <translation>auf der Aufnahme gemessen</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>median of {count} readers</source>
   <translation>Median von {count} Auswertern</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>mirrored</source>
   <translation>gespiegelt</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>mirrored, turned by {angle:g}°</source>
   <translation>gespiegelt, um {angle:g}° gedreht</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>padding {value} assumed</source>
   <translation>Rand {value} angenommen</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>reading beside the film</source>
   <translation>Auswertung neben der Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>resolution of the image file</source>
   <translation>Auflösung der Bilddatei</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>std {value} assumed</source>
   <translation>Std {value} angenommen</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>taken over from another film of this device</source>
   <translation>von anderer Aufnahme dieses Geräts</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>there {source}</source>
   <translation>dort {source}</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>there {source}, {detail}</source>
   <translation>dort {source}, {detail}</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>turned by {angle:g}°</source>
   <translation>um {angle:g}° gedreht</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>typed in</source>
   <translation>eingetippt</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>{count} marks, {mm:g} mm apart</source>
   <translation>{count} Striche, {mm:g} mm auseinander</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>{model}, following your hand</source>
   <translation>{model}, folgt Ihrer Hand</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>{one} and {other} of the model, {px:.1f} px, are {mm:g} mm</source>
   <translation>{one} und {other} des Modells, {px:.1f} px, sind {mm:g} mm</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>{step}: {symbol}</source>
   <translation>{step}: {symbol}</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>{symbol} follows from {symbols}</source>
   <translation>{symbol} folgt aus {symbols}</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>{symbol} follows no longer</source>
   <translation>{symbol} folgt nicht mehr</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>{symbol} not visible</source>
   <translation>{symbol} nicht sichtbar</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>{symbol} visible again</source>
   <translation>{symbol} wieder sichtbar</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>{tag} above {other}</source>
   <translation>{tag} über {other}</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>{tag} below {other}</source>
   <translation>{tag} unter {other}</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>{tag} ÷ {factor:.4g} (distances from the source)</source>
   <translation>{tag} ÷ {factor:.4g} (Abstände von der Quelle)</translation>
  </message>
  <message>
   <location filename="../../cephview/core/sentences.py" />
   <source>{tag} ÷ {factor:.4g} (stated magnification)</source>
   <translation>{tag} ÷ {factor:.4g} (angegebene Vergrößerung)</translation>
  </message>
  <message>
   <location filename="../../cephview/core/summary.py" />
   <source>Between the incisors</source>
   <translation>Zwischen den Schneidezähnen</translation>
  </message>
  <message>
   <location filename="../../cephview/core/summary.py" />
   <source>Chin</source>
   <translation>Kinn</translation>
  </message>
  <message>
   <location filename="../../cephview/core/summary.py" />
   <source>Direction of growth</source>
   <translation>Wachstumsrichtung</translation>
  </message>
  <message>
   <location filename="../../cephview/core/summary.py" />
   <source>Jaws to one another</source>
   <translation>Kiefer zueinander</translation>
  </message>
  <message>
   <location filename="../../cephview/core/summary.py" />
   <source>Lower incisors</source>
   <translation>Untere Schneidezähne</translation>
  </message>
  <message>
   <location filename="../../cephview/core/summary.py" />
   <source>Lower jaw</source>
   <translation>Unterkiefer</translation>
  </message>
  <message>
   <location filename="../../cephview/core/summary.py" />
   <source>Profile of the bone</source>
   <translation>Knochenprofil</translation>
  </message>
  <message>
   <location filename="../../cephview/core/summary.py" />
   <source>Steepness of the mandible</source>
   <translation>Neigung des Unterkiefers</translation>
  </message>
  <message>
   <location filename="../../cephview/core/summary.py" />
   <source>Upper incisors</source>
   <translation>Obere Schneidezähne</translation>
  </message>
  <message>
   <location filename="../../cephview/core/summary.py" />
   <source>Upper jaw</source>
   <translation>Oberkiefer</translation>
  </message>
  <message>
   <location filename="../../cephview/core/summary.py" />
   <source>acute angle</source>
   <translation>spitzer Winkel</translation>
  </message>
  <message>
   <location filename="../../cephview/core/summary.py" />
   <source>as the norm</source>
   <translation>wie die Norm</translation>
  </message>
  <message>
   <location filename="../../cephview/core/summary.py" />
   <source>class I</source>
   <translation>Klasse I</translation>
  </message>
  <message>
   <location filename="../../cephview/core/summary.py" />
   <source>class II</source>
   <translation>Klasse II</translation>
  </message>
  <message>
   <location filename="../../cephview/core/summary.py" />
   <source>class III</source>
   <translation>Klasse III</translation>
  </message>
  <message>
   <location filename="../../cephview/core/summary.py" />
   <source>concave</source>
   <translation>konkav</translation>
  </message>
  <message>
   <location filename="../../cephview/core/summary.py" />
   <source>convex</source>
   <translation>konvex</translation>
  </message>
  <message>
   <location filename="../../cephview/core/summary.py" />
   <source>downward</source>
   <translation>nach unten</translation>
  </message>
  <message>
   <location filename="../../cephview/core/summary.py" />
   <source>forward</source>
   <translation>nach vorn</translation>
  </message>
  <message>
   <location filename="../../cephview/core/summary.py" />
   <source>high angle</source>
   <translation>steil</translation>
  </message>
  <message>
   <location filename="../../cephview/core/summary.py" />
   <source>lean back</source>
   <translation>stehen retroinkliniert</translation>
  </message>
  <message>
   <location filename="../../cephview/core/summary.py" />
   <source>lean forward</source>
   <translation>stehen proinkliniert</translation>
  </message>
  <message>
   <location filename="../../cephview/core/summary.py" />
   <source>lie as the norm</source>
   <translation>liegen wie die Norm</translation>
  </message>
  <message>
   <location filename="../../cephview/core/summary.py" />
   <source>lie back</source>
   <translation>liegen zurück</translation>
  </message>
  <message>
   <location filename="../../cephview/core/summary.py" />
   <source>lie forward</source>
   <translation>liegen vor</translation>
  </message>
  <message>
   <location filename="../../cephview/core/summary.py" />
   <source>lies as the norm</source>
   <translation>liegt wie die Norm</translation>
  </message>
  <message>
   <location filename="../../cephview/core/summary.py" />
   <source>lies back</source>
   <translation>liegt zurück</translation>
  </message>
  <message>
   <location filename="../../cephview/core/summary.py" />
   <source>lies forward</source>
   <translation>liegt vor</translation>
  </message>
  <message>
   <location filename="../../cephview/core/summary.py" />
   <source>low angle</source>
   <translation>flach</translation>
  </message>
  <message>
   <location filename="../../cephview/core/summary.py" />
   <source>open angle</source>
   <translation>offener Winkel</translation>
  </message>
  <message>
   <location filename="../../cephview/core/summary.py" />
   <source>stand as the norm</source>
   <translation>stehen wie die Norm</translation>
  </message>
  <message>
   <location filename="../../cephview/core/summary.py" />
   <source>{row}, norm {norm}</source>
   <translation>{row}, Norm {norm}</translation>
  </message>
  <message>
   <location filename="../../cephview/core/summary.py" />
   <source>{symbols} estimated, not placed</source>
   <translation>{symbols} geschätzt, nicht gesetzt</translation>
  </message>
  <message>
   <location filename="../../cephview/core/summary.py" />
   <source>{topic}: {words} ({row}).</source>
   <translation>{topic}: {words} ({row}).</translation>
  </message>
  <message>
   <location filename="../../cephview/io/analyses/__init__.py" />
   <source>has a norm that cannot be used ({error})</source>
   <translation>hat eine unbrauchbare Norm ({error})</translation>
  </message>
  <message>
   <location filename="../../cephview/io/analyses/__init__.py" />
   <source>has a wrong entry at {field} ({value})</source>
   <translation>hat einen falschen Eintrag bei {field} ({value})</translation>
  </message>
  <message>
   <location filename="../../cephview/io/analyses/__init__.py" />
   <source>has the name of an earlier row</source>
   <translation>hat den Namen einer früheren Zeile</translation>
  </message>
  <message>
   <location filename="../../cephview/io/analyses/__init__.py" />
   <source>is said to be in {unit}, but its formula gives {unit2}</source>
   <translation>soll in {unit} sein, aber die Formel ergibt {unit2}</translation>
  </message>
  <message>
   <location filename="../../cephview/io/analyses/__init__.py" />
   <source>names a landmark that is not known, {unknown!r}</source>
   <translation>nennt einen unbekannten Messpunkt, {unknown!r}</translation>
  </message>
  <message>
   <location filename="../../cephview/io/analyses/__init__.py" />
   <source>refers to {args!r}, which is no part, no line and no earlier row</source>
   <translation>verweist auf {args!r}, was kein Teil, keine Linie und keine frühere Zeile ist</translation>
  </message>
  <message>
   <location filename="../../cephview/io/analyses/__init__.py" />
   <source>that is no table</source>
   <translation>das keine Tabelle ist</translation>
  </message>
  <message>
   <location filename="../../cephview/io/analyses/__init__.py" />
   <source>the file {what}</source>
   <translation>die Datei {what}</translation>
  </message>
  <message>
   <location filename="../../cephview/io/analyses/__init__.py" />
   <source>{name} cannot be used as an analysis: {subject}.</source>
   <translation>{name} kann nicht als Analyse verwendet werden: {subject}.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/analyses/own.py" />
   <source>{name} cannot be made ({strerror}): the row was not saved.</source>
   <translation>{name} kann nicht angelegt werden ({strerror}): die Zeile wurde nicht gespeichert.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/analyses/own.py" />
   <source>{name} holds {more} besides rows, which would be lost: add the row to it by hand.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/io/annotations/__init__.py" />
   <source>is no landmark file (known are {listed}): choose another</source>
   <translation>ist keine Datei mit Messpunkten (bekannt sind {listed}): wählen Sie eine andere</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/__init__.py" />
   <source>is none of {listed}: export it again in one of these</source>
   <translation>ist keines von {listed}: exportieren Sie die Datei in einem davon</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/cephview_csv.py" />
   <source>exported from {image}, a film of another name</source>
   <translation>aus {image} exportiert, einer Aufnahme anderen Namens</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/cephview_csv.py" />
   <source>is a table that is not understood: known are a row a landmark (name, x, y), a row a film (S_x, S_y, …), and what CephView, DeepLabCut, napari, VIA and 3D Slicer write; export it so</source>
   <translation>ist eine unverständliche Tabelle: bekannt sind eine Zeile je Messpunkt (Name, x, y), eine Zeile je Aufnahme (S_x, S_y, …) und was CephView, DeepLabCut, napari, VIA und 3D Slicer schreiben; exportieren Sie sie so</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/cephview_csv.py" />
   <source>{name} holds what a model predicted of {image}; nobody corrected, confirmed or placed a point in it, so it is no reading: choose another file.</source>
   <translation>{name} enthält, was ein Modell auf {image} vorhergesagt hat; niemand hat darin einen Punkt korrigiert, bestätigt oder gesetzt, daher ist es keine Auswertung: wählen Sie eine andere Datei.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/cephview_csv.py" />
   <source>{symbols} are the model's and nobody touched them: left out</source>
   <translation>{symbols} sind vom Modell, und niemand hat sie angefasst: weggelassen</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/cl_detection.py" />
   <source>holds the points of {count} films, but none numbered as {name}: rename the film</source>
   <translation>enthält die Punkte von {count} Aufnahmen, aber keine mit der Nummer von {name}: benennen Sie die Aufnahme um</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/cl_detection.py" />
   <source>holds the points of {count} films: open the film first, then this file</source>
   <translation>enthält die Punkte von {count} Aufnahmen: öffnen Sie zuerst die Aufnahme, dann diese Datei</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/cl_detection.py" />
   <source>{title} has no number for {strange}: choose another format.</source>
   <translation>{title} hat keine Nummer für {strange}: wählen Sie ein anderes Format.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/cl_detection.py" />
   <source>{title} knows one scale, this film has two: choose another format.</source>
   <translation>{title} kennt einen Maßstab, diese Aufnahme hat zwei: wählen Sie ein anderes Format.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/coco.py" />
   <source>gives {count} numbers for {count2} keypoints of 3: export it again</source>
   <translation>gibt {count} Zahlen für {count2} Punkte zu je 3: exportieren Sie die Datei neu</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/coco.py" />
   <source>holds no keypoints of this film: choose another file</source>
   <translation>enthält keine Punkte dieser Aufnahme: wählen Sie eine andere Datei</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/coco.py" />
   <source>holds {count} sets of keypoints for one film, as of several observers: {one_each}</source>
   <translation>enthält {count} Punktsätze für eine Aufnahme, wie von mehreren Auswertern: {one_each}</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/cvat.py" />
   <source>CVAT showed its films flipped: see whether the points lie upside down</source>
   <translation>CVAT zeigte die Aufnahmen gespiegelt: sehen Sie nach, ob die Punkte auf dem Kopf stehen</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/cvat.py" />
   <source>has a document type, which files of points do not need: export it again</source>
   <translation>hat einen Dokumenttyp, den Punktdateien nicht brauchen: exportieren Sie die Datei neu</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/cvat.py" />
   <source>has {count} points under the one label {label!r}: mark each landmark by itself</source>
   <translation>hat {count} Punkte unter der einen Bezeichnung {label!r}: markieren Sie jeden Messpunkt einzeln</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/cvat.py" />
   <source>holds no points in an image: export it as `CVAT for images 1.1`</source>
   <translation>enthält keine Punkte in einem Bild: exportieren Sie als `CVAT for images 1.1`</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/cvat.py" />
   <source>is nested without end: export it again</source>
   <translation>ist endlos verschachtelt: exportieren Sie die Datei neu</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/cvat.py" />
   <source>is no XML (line {lineno}): export it again</source>
   <translation>ist kein XML (Zeile {lineno}): exportieren Sie die Datei neu</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/cvat.py" />
   <source>lists {name} {count} times: keep one of them</source>
   <translation>führt {name} {count}-mal auf: behalten Sie eines davon</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/document.py" />
   <source>cannot be read as {title} ({place}: {first}): export it again</source>
   <translation>kann nicht als {title} gelesen werden ({place}: {first}): exportieren Sie die Datei neu</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/document.py" />
   <source>holds no landmark of {title}: choose another file</source>
   <translation>enthält keinen Messpunkt von {title}: wählen Sie eine andere Datei</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/document.py" />
   <source>holds the points of {count} films, but none of {film_name}: choose another file</source>
   <translation>enthält die Punkte von {count} Aufnahmen, aber keine von {film_name}: wählen Sie eine andere Datei</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/document.py" />
   <source>holds {constant} where a number belongs: export it again</source>
   <translation>enthält {constant}, wo eine Zahl hingehört: exportieren Sie die Datei neu</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/document.py" />
   <source>is empty: copy it again from where it came</source>
   <translation>ist leer: kopieren Sie die Datei neu von ihrem Ursprung</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/document.py" />
   <source>is not valid JSON (line {lineno}: {msg}): export it again</source>
   <translation>ist kein gültiges JSON (Zeile {lineno}: {msg}): exportieren Sie die Datei neu</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/document.py" />
   <source>is not valid JSON: export it again</source>
   <translation>ist kein gültiges JSON: exportieren Sie die Datei neu</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/document.py" />
   <source>lists {count} films called {film_name}, and does not say which is this one</source>
   <translation>führt {count} Aufnahmen namens {film_name} auf und sagt nicht, welche diese ist</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/document.py" />
   <source>{name} has no points yet: wait for the prediction, or place some.</source>
   <translation>{name} hat noch keine Punkte: warten Sie auf die Vorhersage oder setzen Sie welche.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/document.py" />
   <source>{name} {reason}.</source>
   <translation>{name} {reason}.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/document.py" />
   <source>{outside} of {count} points lie outside the film</source>
   <translation>{outside} von {count} Punkten liegen außerhalb der Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/document.py" />
   <source>{title} cannot leave a landmark out, and {few} has no point: choose another format.</source>
   <translation>{title} kann keinen Messpunkt weglassen, und {few} hat keinen Punkt: wählen Sie ein anderes Format.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/duplicates.py" />
   <source>the first</source>
   <translation>den ersten</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/duplicates.py" />
   <source>the one nearer to where the others expect it</source>
   <translation>den näheren an der erwarteten Stelle</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/duplicates.py" />
   <source>{missing} is missing, perhaps the second point marked {label}: left out</source>
   <translation>{missing} fehlt, vielleicht der zweite Punkt {label}: weggelassen</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/duplicates.py" />
   <source>{missing} was missing: took the second point marked {label}, which lies where it belongs</source>
   <translation>{missing} fehlte: genommen wurde der zweite Punkt {label}, der am richtigen Ort liegt</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/duplicates.py" />
   <source>{symbol} was marked {count} times, {apart:.0f} px apart: kept {why}</source>
   <translation>{symbol} war {count}-mal markiert, {apart:.0f} px auseinander: behalten wurde {why}</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/fcsv.py" />
   <source>3D Slicer's table of control points</source>
   <translation>Tabelle der Kontrollpunkte von 3D Slicer</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/fcsv.py" />
   <source>has no x and y in {value!r}: export it again</source>
   <translation>hat kein x und y in {value!r}: exportieren Sie die Datei neu</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/fcsv.py" />
   <source>has no {across} and {down} at line {line}: export it again</source>
   <translation>hat kein {across} und {down} in Zeile {line}: exportieren Sie die Datei neu</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/fcsv.py" />
   <source>is no table of comma-separated values: export it again</source>
   <translation>ist keine Tabelle mit Kommas: exportieren Sie die Datei neu</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/isbi.py" />
   <source>cannot be read at line {number}, which is not `x,y` in pixels: export it again</source>
   <translation>kann in Zeile {number} nicht gelesen werden, die nicht `x,y` in Pixeln ist: exportieren Sie die Datei neu</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/isbi.py" />
   <source>holds an infinite coordinate: export it again</source>
   <translation>enthält eine unendliche Koordinate: exportieren Sie die Datei neu</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/label_map.py" />
   <source>{name} has no part [labels]: mend it or remove it.</source>
   <translation>{name} hat keinen Teil [labels]: bringen Sie sie in Ordnung oder entfernen Sie sie.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/label_map.py" />
   <source>{name} says that {label} is {symbol!r}, no landmark: mend it.</source>
   <translation>{name} sagt, dass {label} {symbol!r} ist, was kein Messpunkt ist: bringen Sie es in Ordnung.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/label_studio.py" />
   <source>has a key point without x and y in percent: export it again</source>
   <translation>hat einen Punkt ohne x und y in Prozent: exportieren Sie die Datei neu</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/label_studio.py" />
   <source>holds no key points: label the film first, or choose another file</source>
   <translation>enthält keine Punkte: markieren Sie erst die Aufnahme oder wählen Sie eine andere Datei</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/label_studio.py" />
   <source>holds {count} readings of one film, as of several observers: {one_each}</source>
   <translation>enthält {count} Auswertungen einer Aufnahme, wie von mehreren Auswertern: {one_each}</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/label_studio.py" />
   <source>was labelled on a film that was turned there: turn it back in Label Studio</source>
   <translation>wurde auf einer dort gedrehten Aufnahme markiert: drehen Sie sie in Label Studio zurück</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/labels.py" />
   <source> or another landmark</source>
   <translation> oder ein anderer Messpunkt</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/labels.py" />
   <source>numbers its points to {most}, which is no scheme of {known}: say which landmark is which (Open reference in the window, or a labels.toml beside it)</source>
   <translation>nummeriert seine Punkte bis {most}, was kein Schema von {known} ist: sagen Sie, welcher Messpunkt welcher ist (Referenz öffnen im Fenster, oder eine labels.toml daneben)</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/labels.py" />
   <source>numbers {least} to {most} were read as those of {title}</source>
   <translation>die Nummern {least} bis {most} wurden als die von {title} gelesen</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/labels.py" />
   <source>since the other is marked too</source>
   <translation>da der andere auch markiert ist</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/labels.py" />
   <source>where it lies</source>
   <translation>nach seiner Lage</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/labels.py" />
   <source>{labels} may be {words}: left out, say which it is</source>
   <translation>{labels} kann {words} sein: weggelassen, sagen Sie, was es ist</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/labels.py" />
   <source>{labels} may be {words}: taken for {chosen}, {why}</source>
   <translation>{labels} kann {words} sein: genommen als {chosen}, {why}</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/marks.py" />
   <source>a point without label</source>
   <translation>ein Punkt ohne Bezeichnung</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/marks.py" />
   <source>by its points the head is flipped top to bottom: if the film is not, its y counts upwards</source>
   <translation>nach seinen Punkten steht der Kopf auf dem Kopf: wenn die Aufnahme es nicht tut, zählt ihr y aufwärts</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/marks.py" />
   <source>by its points the head lies across: if the film does not, its x and y are exchanged</source>
   <translation>nach seinen Punkten liegt der Kopf quer: wenn die Aufnahme es nicht tut, sind x und y vertauscht</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/marks.py" />
   <source>gives shares of a film whose size nobody knows yet: open the film first, then this file</source>
   <translation>gibt Anteile einer Aufnahme an, deren Größe noch niemand weiß: öffnen Sie zuerst die Aufnahme, dann diese Datei</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/marks.py" />
   <source>holds no landmark that has a point: choose another file</source>
   <translation>enthält keinen Messpunkt mit einem Punkt: wählen Sie eine andere Datei</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/marks.py" />
   <source>its points are shares of the film, 0 to 1: taken as such</source>
   <translation>seine Punkte sind Anteile der Aufnahme, 0 bis 1: so genommen</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/marks.py" />
   <source>its points fill {value:.0f} × {value2:.0f} % of the film: were they read on a smaller copy, or in another unit?</source>
   <translation>seine Punkte füllen {value:.0f} × {value2:.0f} % der Aufnahme: wurden sie auf einer kleineren Kopie oder in anderer Einheit gelesen?</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/marks.py" />
   <source>left out {words}: no landmark of {title}</source>
   <translation>{words} weggelassen: kein Messpunkt von {title}</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/marks.py" />
   <source>marks {twice} of its {count} landmarks more than once: the readings of several observers; {one_each}</source>
   <translation>markiert {twice} von {count} Messpunkten mehrfach: die Auswertungen mehrerer; {one_each}</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/marks.py" />
   <source>read on a copy of {px}: brought to the film's {px2}</source>
   <translation>auf einer Kopie von {px} gelesen: auf {px2} der Aufnahme gebracht</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/marks.py" />
   <source>read on a squashed copy of {px}: stretched to the film's {px2}</source>
   <translation>auf einer gestauchten Kopie von {px} gelesen: auf {px2} der Aufnahme gestreckt</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/marks.py" />
   <source>save what each has read as a file of its own, in folders observer_1, observer_2, …</source>
   <translation>speichern Sie, was jeder ausgewertet hat, als eigene Datei in Ordnern observer_1, observer_2, …</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/marks.py" />
   <source>says it was read on {px}, but its points lie beyond that: taken as they are</source>
   <translation>sagt, es wurde auf {px} gelesen, aber die Punkte liegen darüber hinaus: genommen, wie sie sind</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/marks.py" />
   <source>was read on a film of {px} and this one has {px2}, another shape: it is of another film, or of a cropped or squashed copy, and its points do not tell which; choose the reading of this film</source>
   <translation>wurde auf einer Aufnahme von {px} gelesen, und diese hat {px2}, eine andere Form: es gehört zu einer anderen Aufnahme oder zu einer beschnittenen oder gestauchten Kopie, und die Punkte sagen nicht, zu welcher; wählen Sie die Auswertung dieser Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/marks.py" />
   <source>was read on a film of {px}, on its side, and this one has {px2}: choose the reading of this film</source>
   <translation>wurde auf einer liegenden Aufnahme von {px} gelesen, und diese hat {px2}: wählen Sie die Auswertung dieser Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/marks.py" />
   <source>written for {file_name}, not for this film</source>
   <translation>für {file_name} geschrieben, nicht für diese Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/marks.py" />
   <source>{far} of {judged} points lie far from where the others expect them: another order of landmarks?</source>
   <translation>{far} von {judged} Punkten liegen weit von dort, wo die anderen sie erwarten: eine andere Reihenfolge der Messpunkte?</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/marks.py" />
   <source>{labels} at {x:g}, {y:g}: taken as missing</source>
   <translation>{labels} bei {x:g}, {y:g}: als fehlend genommen</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/marks.py" />
   <source>{name} holds {count} points instead of {known}: choose another file, or say which landmark is which (Open reference in the window, or a labels.toml beside it).</source>
   <translation>{name} enthält {count} Punkte statt {known}: wählen Sie eine andere Datei, oder sagen Sie, welcher Messpunkt welcher ist (Referenz öffnen im Fenster, oder eine labels.toml daneben).</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/marks.py" />
   <source>{name} {error}.</source>
   <translation>{name} {error}.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/pts.py" />
   <source>cannot be read at {value!r}, which is not `x y`: export it again</source>
   <translation>kann bei {value!r} nicht gelesen werden, was nicht `x y` ist: exportieren Sie die Datei neu</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/pts.py" />
   <source>has no points between { and }: export it again</source>
   <translation>hat keine Punkte zwischen { und }: exportieren Sie die Datei neu</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/references.py" />
   <source>{name}: {notes}</source>
   <translation>{name}: {notes}</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/slicer.py" />
   <source>{title} hold millimetres: calibrate {name} first.</source>
   <translation>{title} enthalten Millimeter: kalibrieren Sie zuerst {name}.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/slicer_scale.py" />
   <source>gives millimetres, and nobody knows yet how many a pixel of this film is: set that first</source>
   <translation>gibt Millimeter an, und noch weiß niemand, wie viele ein Pixel dieser Aufnahme ist: setzen Sie das zuerst</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/slicer_scale.py" />
   <source>its millimetres were brought to px by {mm_per_px_x:g} mm a px ({label})</source>
   <translation>seine Millimeter wurden mit {mm_per_px_x:g} mm je px in Pixel gebracht ({label})</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/slicer_scale.py" />
   <source>its positions are pixels, as 3D Slicer gives them for a picture without spacing: taken as such</source>
   <translation>seine Positionen sind Pixel, wie 3D Slicer sie für ein Bild ohne Pixelabstand gibt: so genommen</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/slicer_scale.py" />
   <source>{notes}, and they fill {most:.0%} of it: are its pixels that large?</source>
   <translation>{notes}, und sie füllen {most:.0%} davon: sind die Pixel so groß?</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/tables.py" />
   <source>a table of points</source>
   <translation>eine Tabelle mit Punkten</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/tables.py" />
   <source>has no row of points below its headings: export it again</source>
   <translation>hat keine Zeile mit Punkten unter den Überschriften: exportieren Sie die Datei neu</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/tables.py" />
   <source>has {cell!r} for a number at line {line}: export it again</source>
   <translation>hat {cell!r} statt einer Zahl in Zeile {line}: exportieren Sie die Datei neu</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/tables.py" />
   <source>is headed as DeepLabCut's, but has no bodyparts and coords: export it again</source>
   <translation>hat Überschriften wie DeepLabCut, aber kein bodyparts und coords: exportieren Sie die Datei neu</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/tables.py" />
   <source>is headed as napari's, but has not two axes: export it again</source>
   <translation>hat Überschriften wie napari, aber keine zwei Achsen: exportieren Sie die Datei neu</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/tables.py" />
   <source>is no table of separated values: export it again</source>
   <translation>ist keine Tabelle getrennter Werte: exportieren Sie die Datei neu</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/tables.py" />
   <source>marks {part} of several individuals on one film: keep one of them</source>
   <translation>markiert {part} mehrerer Individuen auf einer Aufnahme: behalten Sie eines davon</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/tps.py" />
   <source>cannot be read at line {number}, which is not `x y`: export it again</source>
   <translation>kann in Zeile {number} nicht gelesen werden, die nicht `x y` ist: exportieren Sie die Datei neu</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/tps.py" />
   <source>cannot be read at line {number}: only flat landmarks, `LM=19`, are known</source>
   <translation>kann in Zeile {number} nicht gelesen werden: nur ebene Messpunkte, `LM=19`, sind bekannt</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/tps.py" />
   <source>counts from the bottom of the film: open the film first, then this file</source>
   <translation>zählt vom unteren Rand der Aufnahme: öffnen Sie zuerst die Aufnahme, dann diese Datei</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/tps.py" />
   <source>ends {open_rows} points too early: export it again</source>
   <translation>endet {open_rows} Punkte zu früh: exportieren Sie die Datei neu</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/tps.py" />
   <source>holds {count} sets of points of this film instead of one: choose another file</source>
   <translation>enthält {count} Punktsätze dieser Aufnahme statt einem: wählen Sie eine andere Datei</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/via.py" />
   <source>has a point without cx and cy: export it again</source>
   <translation>hat einen Punkt ohne cx und cy: exportieren Sie die Datei neu</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/via.py" />
   <source>has a row that is not as VIA writes it: export it again</source>
   <translation>hat eine Zeile, die nicht so ist, wie VIA sie schreibt: exportieren Sie die Datei neu</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/via.py" />
   <source>holds no regions: mark the film first, or choose another file</source>
   <translation>enthält keine Regionen: markieren Sie erst die Aufnahme oder wählen Sie eine andere Datei</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/via.py" />
   <source>is a project of VIA 3 that is not whole: save it again</source>
   <translation>ist ein unvollständiges Projekt von VIA 3: speichern Sie es neu</translation>
  </message>
  <message>
   <location filename="../../cephview/io/annotations/yolo.py" />
   <source>marks {count} heads on one film: keep one of them</source>
   <translation>markiert {count} Köpfe auf einer Aufnahme: behalten Sie einen davon</translation>
  </message>
  <message>
   <location filename="../../cephview/io/atomic.py" />
   <source>The file was not saved, its name is too long: choose a shorter one.</source>
   <translation>Die Datei wurde nicht gespeichert, ihr Name ist zu lang: wählen Sie einen kürzeren.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/atomic.py" />
   <source>{name!r} is a name that Windows keeps for itself: choose another.</source>
   <translation>{name!r} ist ein Name, den Windows für sich behält: wählen Sie einen anderen.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/atomic.py" />
   <source>{name!r} is no possible file name: choose another.</source>
   <translation>{name!r} ist kein möglicher Dateiname: wählen Sie einen anderen.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/atomic.py" />
   <source>{name} is not an ordinary file: choose another name.</source>
   <translation>{name} ist keine gewöhnliche Datei: wählen Sie einen anderen Namen.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/atomic.py" />
   <source>{name} is write-protected: choose another name or folder.</source>
   <translation>{name} ist schreibgeschützt: wählen Sie einen anderen Namen oder Ordner.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/atomic.py" />
   <source>{name} was not saved ({value}): choose another folder.</source>
   <translation>{name} wurde nicht gespeichert ({value}): wählen Sie einen anderen Ordner.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/atomic.py" />
   <source>{name} was not saved, another program has it open: close it there, or choose another name.</source>
   <translation>{name} wurde nicht gespeichert, ein anderes Programm hat die Datei offen: schließen Sie sie dort oder wählen Sie einen anderen Namen.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/atomic.py" />
   <source>{name} was not saved, the disk is full: free some space or choose another disk.</source>
   <translation>{name} wurde nicht gespeichert, der Datenträger ist voll: schaffen Sie Platz oder wählen Sie einen anderen.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/atomic.py" />
   <source>{name} was not saved, the folder {folder} does not exist: choose another.</source>
   <translation>{name} wurde nicht gespeichert, den Ordner {folder} gibt es nicht: wählen Sie einen anderen.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/atomic.py" />
   <source>{name} was not saved, {folder} is read-only or the file is open elsewhere: choose another folder.</source>
   <translation>{name} wurde nicht gespeichert, {folder} ist schreibgeschützt oder die Datei ist anderswo offen: wählen Sie einen anderen Ordner.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/atomic.py" />
   <source>{value} is a folder: choose a file name in it.</source>
   <translation>{value} ist ein Ordner: wählen Sie einen Dateinamen darin.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/by_hand.py" />
   <source>{name} cannot be read: open the case file (.ceph.json) beside it.</source>
   <translation>{name} kann nicht gelesen werden: öffnen Sie die Falldatei (.ceph.json) daneben.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/by_hand.py" />
   <source>{name} is not there: choose another file.</source>
   <translation>{name} ist nicht da: wählen Sie eine andere Datei.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/claim.py" />
   <source> ({by})</source>
   <translation> ({by})</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/claim.py" />
   <source> nor </source>
   <translation> noch </translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/claim.py" />
   <source>{name} is only shown: neither {folders} can be written; free space there, and open it again.</source>
   <translation>{name} wird nur gezeigt: weder in {folders} kann geschrieben werden; schaffen Sie dort Platz und öffnen Sie es erneut.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/claim.py" />
   <source>{name} is open in another window{who}: close it there to edit it here.</source>
   <translation>{name} ist in einem anderen Fenster offen{who}: schließen Sie es dort, um es hier zu bearbeiten.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/claim.py" />
   <source>{name} may be open on another computer ({holder}): what each of you saves goes into a file of its own.</source>
   <translation>{name} ist vielleicht auf einem anderen Rechner offen ({holder}): was jeder speichert, geht in eine eigene Datei.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/file.py" />
   <source>{name} cannot be read ({strerror}): open the film again.</source>
   <translation>{name} kann nicht gelesen werden ({strerror}): öffnen Sie die Aufnahme erneut.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/file.py" />
   <source>{name} has changed since {name2} was saved; that case is left as it is.</source>
   <translation>{name} hat sich geändert, seit {name2} gespeichert wurde; dieser Fall bleibt, wie er ist.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/file.py" />
   <source>{name} is damaged and cannot be read; it is left as it is.</source>
   <translation>{name} ist beschädigt und nicht lesbar; sie bleibt, wie sie ist.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/file.py" />
   <source>{name} was saved by a newer version of CephView: update CephView; it is left as it is.</source>
   <translation>{name} wurde mit einer neueren Version von CephView gespeichert: aktualisieren Sie CephView; sie bleibt, wie sie ist.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/finding.py" />
   <source>The {count} edits made after it was saved are restored.</source>
   <translation>Die {count} Änderungen nach dem Speichern sind wiederhergestellt.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/finding.py" />
   <source>{name} belongs to another version of {name2}; its {count} edits are left there.</source>
   <translation>{name} gehört zu einer anderen Fassung von {name2}; die {count} Änderungen darin bleiben dort.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/finding.py" />
   <source>{name} has changed since {name2} was written; those edits are left there.</source>
   <translation>{name} hat sich geändert, seit {name2} geschrieben wurde; diese Änderungen bleiben dort.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/finding.py" />
   <source>{name} is gone: only the {count} edits made after it was saved are restored.</source>
   <translation>{name} ist weg: nur die {count} Änderungen nach dem Speichern sind wiederhergestellt.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/home.py" />
   <source>The folder {folder} is not there any more.</source>
   <translation>Der Ordner {folder} ist nicht mehr da.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/home.py" />
   <source>{name} was changed by another program and not saved: export it.</source>
   <translation>{name} wurde von einem anderen Programm geändert und nicht gespeichert: exportieren Sie es.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/home.py" />
   <source>{name} was written by another window or program meanwhile.</source>
   <translation>{name} wurde inzwischen von einem anderen Fenster oder Programm geschrieben.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/journal.py" />
   <source>{name} cannot be read ({strerror}): check the disk.</source>
   <translation>{name} kann nicht gelesen werden ({strerror}): prüfen Sie den Datenträger.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/journal.py" />
   <source>{name} is damaged after {count} edits: what came later cannot be restored.</source>
   <translation>{name} ist nach {count} Änderungen beschädigt: was später kam, kann nicht wiederhergestellt werden.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/journal.py" />
   <source>{name} is of a newer version of CephView: update CephView.</source>
   <translation>{name} ist von einer neueren Version von CephView: aktualisieren Sie CephView.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/journal.py" />
   <source>{name} was written by another window meanwhile.</source>
   <translation>{name} wurde inzwischen von einem anderen Fenster geschrieben.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/lock.py" />
   <source>on {where} since {since}, process {pid}</source>
   <translation>auf {where} seit {since}, Prozess {pid}</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/lock.py" />
   <source>this computer</source>
   <translation>diesem Rechner</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/own_hand.py" />
   <source>{parent} cannot be made ({strerror}), so nothing was kept.</source>
   <translation>{parent} kann nicht angelegt werden ({strerror}), daher wurde nichts aufbewahrt.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/own_reading.py" />
   <source>{name} holds no corrected or confirmed point and was left out.</source>
   <translation>{name} enthält keinen korrigierten oder bestätigten Punkt und ist weggelassen.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/own_reading.py" />
   <source>{name} was not corrected yet and was left out.</source>
   <translation>{name} wurde noch nicht korrigiert und ist weggelassen.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/store.py" />
   <source>{error} Your edits are in memory alone: export them.</source>
   <translation>{error} Ihre Änderungen sind nur im Speicher: exportieren Sie sie.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/store.py" />
   <source>{error} Your edits of {name} are kept in {folder} until it is.</source>
   <translation>{error} Ihre Änderungen an {name} werden bis dahin in {folder} aufbewahrt.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/store.py" />
   <source>{error} Your edits of {name} go on in {name2}.</source>
   <translation>{error} Ihre Änderungen an {name} gehen in {name2} weiter.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/store.py" />
   <source>{folder} holds nine cases of {name}: move some elsewhere to edit it.</source>
   <translation>{folder} enthält neun Fälle von {name}: verschieben Sie einige, um es hier zu bearbeiten.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/store.py" />
   <source>{name} is only shown here, nothing is saved: export what you need.</source>
   <translation>{name} wird hier nur gezeigt, nichts wird gespeichert: exportieren Sie, was Sie brauchen.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/store.py" />
   <source>{name} was not saved: others write into its folder; export your points.</source>
   <translation>{name} wurde nicht gespeichert: andere schreiben in den Ordner; exportieren Sie Ihre Punkte.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/survey.py" />
   <source> What is shown has {ours} that it lacks; it has {own} of its own.</source>
   <translation> Das Gezeigte hat {ours}, die dort fehlen; dort sind {own} eigene.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/survey.py" />
   <source> as {was}</source>
   <translation> als {was}</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/survey.py" />
   <source> by {who}</source>
   <translation> von {who}</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/survey.py" />
   <source>This film was worked on in two places. Shown are {steps} kept in {parent}{latest}; {steps2} more are kept in {case}{latest2}.</source>
   <translation>An dieser Aufnahme wurde an zwei Orten gearbeitet. Gezeigt sind {steps} aus {parent}{latest}; {steps2} weitere liegen in {case}{latest2}.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/survey.py" />
   <source>This is the same picture as {was} in {parent}, which was worked on: {holds}{latest}.</source>
   <translation>Das ist dasselbe Bild wie {was} in {parent}, an dem gearbeitet wurde: {holds}{latest}.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/survey.py" />
   <source>Your work on this film{called} was found in {parent}: {holds}{latest}. It goes on here, as {name}.</source>
   <translation>Ihre Arbeit an dieser Aufnahme{called} wurde in {parent} gefunden: {holds}{latest}. Sie geht hier weiter, als {name}.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/survey.py" />
   <source>{by} (last: {text}, {at})</source>
   <translation>{by} (zuletzt: {text}, {at})</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/survey.py" />
   <source>{count} confirmed</source>
   <translation>{count} bestätigt</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/survey.py" />
   <source>{count} corrected</source>
   <translation>{count} korrigiert</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/survey.py" />
   <source>{count} point</source>
   <translation>{count} Punkt</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/survey.py" />
   <source>{count} points</source>
   <translation>{count} Punkte</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/survey.py" />
   <source>{count} step</source>
   <translation>{count} Schritt</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/survey.py" />
   <source>{count} steps</source>
   <translation>{count} Schritte</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/survey.py" />
   <source>{name} holds no work: choose another file.</source>
   <translation>{name} enthält keine Arbeit: wählen Sie eine andere Datei.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/survey.py" />
   <source>{name} holds work on this film: {holds}{latest}.</source>
   <translation>{name} enthält Arbeit an dieser Aufnahme: {holds}{latest}.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/survey.py" />
   <source>{name} is another file than the one that was worked on{latest}, of the same size. Its points ({holds}) can be shown on this one: check that they fit.</source>
   <translation>{name} ist eine andere Datei als die, an der gearbeitet wurde{latest}, von gleicher Größe. Deren Punkte ({holds}) können hier gezeigt werden: prüfen Sie, ob sie passen.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/survey.py" />
   <source>{name} is of a film of {sizes}: its points would lie elsewhere.</source>
   <translation>{name} gehört zu einer Aufnahme von {sizes}: die Punkte lägen anderswo.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/survey.py" />
   <source>{name} is work on another picture of the same size, {there}: {holds}{latest}. Its points can be shown on {name2}: check that they fit.</source>
   <translation>{name} ist Arbeit an einem anderen Bild gleicher Größe, {there}: {holds}{latest}. Die Punkte können auf {name2} gezeigt werden: prüfen Sie, ob sie passen.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/survey.py" />
   <source>{name} shows another picture than the one that was worked on{latest}, of the same size. Its points ({holds}) can be shown on this one: check that they fit.</source>
   <translation>{name} zeigt ein anderes Bild als das, an dem gearbeitet wurde{latest}, von gleicher Größe. Dessen Punkte ({holds}) können hier gezeigt werden: prüfen Sie, ob sie passen.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/survey.py" />
   <source>{size} × {size2} px, {name} has {size3} × {size4}</source>
   <translation>{size} × {size2} px, {name} hat {size3} × {size4}</translation>
  </message>
  <message>
   <location filename="../../cephview/io/cases/survey.py" />
   <source>{text}{more}</source>
   <translation>{text}{more}</translation>
  </message>
  <message>
   <location filename="../../cephview/io/conventions.py" />
   <source>There is no convention {asked}; there are {known}, or a TOML of your own.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/io/conventions.py" />
   <source>{name} holds {count} conventions: keep the one to compare by.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/io/conventions.py" />
   <source>{name}: [{name2}] names {sorted}, which is no landmark.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/io/conventions.py" />
   <source>{name}: [{name2}] takes about, readers = {{ SYMBOL = reader }} and offsets = {{ SYMBOL = [x, y] }}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/io/datasets.py" />
   <source>The folder {argument} holds no film ({kinds}), nor do those {depth} deep in it: choose another.</source>
   <translation>Der Ordner {argument} enthält keine Aufnahme ({kinds}), auch nicht {depth} Ebenen tief: wählen Sie einen anderen.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/estimates.py" />
   <source>{name} cannot be used for estimates ({reason}): install CephView again.</source>
   <translation>{name} ist für Schätzungen nicht brauchbar ({reason}): installieren Sie CephView neu.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/films/blank_check.py" />
   <source>Rows {first} to {value} of the film hold nothing: the file may be damaged, copy it again.</source>
   <translation>Die Zeilen {first} bis {value} der Aufnahme sind leer: die Datei ist vielleicht beschädigt, kopieren Sie sie neu.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/films/dicom/apart.py" />
   <source>took too long to decode: try again, or export it without compression</source>
   <translation>brauchte zu lange zum Dekodieren: versuchen Sie es erneut oder exportieren Sie ohne Kompression</translation>
  </message>
  <message>
   <location filename="../../cephview/io/films/dicom/film.py" />
   <source>From one line on its rows jump in brightness, as of a file in which a byte is wrong: compare it with the original, or copy it again from where it came.</source>
   <translation>Ab einer Zeile springt die Helligkeit, wie bei einer Datei mit einem falschen Byte: vergleichen Sie sie mit dem Original oder kopieren Sie sie neu von ihrem Ursprung.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/films/dicom/film.py" />
   <source>Its pixels are not square ({aspect:.3g} times as high as wide): it was stretched to {size} × {size2} px.</source>
   <translation>Die Pixel sind nicht quadratisch ({aspect:.3g}-mal so hoch wie breit): gestreckt auf {size} × {size2} px.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/films/dicom/film.py" />
   <source>Stored as a negative (MONOCHROME1): shown, and given to the model, with bone bright.</source>
   <translation>Als Negativ gespeichert (MONOCHROME1): gezeigt und dem Modell gegeben mit hellem Knochen.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/films/dicom/film.py" />
   <source>Stored for processing, not for looking at: its greys may need the window.</source>
   <translation>Zur Verarbeitung gespeichert, nicht zum Ansehen: die Grauwerte brauchen vielleicht das Fenster.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/films/dicom/film.py" />
   <source>The file contradicts itself on whether bone is bright: if the film is a negative, invert it (I) and predict it as it is shown.</source>
   <translation>Die Datei widerspricht sich, ob Knochen hell ist: ist die Aufnahme ein Negativ, invertieren Sie sie (I) und lassen Sie vorhersagen wie gezeigt.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/films/dicom/film.py" />
   <source>The file has a table of greys for one kind of screen; it was not used.</source>
   <translation>Die Datei hat eine Grauwerttabelle für eine Art Bildschirm; sie wurde nicht verwendet.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/films/dicom/film.py" />
   <source>What the file calls padding was made black.</source>
   <translation>Was die Datei als Rand bezeichnet, wurde schwarz gemacht.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/films/dicom/greys.py" />
   <source>A table of greys in the file is empty or unreadable and was not used.</source>
   <translation>Eine Grauwerttabelle der Datei ist leer oder unlesbar und wurde nicht verwendet.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/films/dicom/header.py" />
   <source>The file's label of its colours does not fit its pixels: they were read as greys, or as RGB.</source>
   <translation>Die Farbangabe der Datei passt nicht zu ihren Pixeln: sie wurden als Grau oder RGB gelesen.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/films/dicom/header.py" />
   <source>claims to hold more than a film can: export it without compression</source>
   <translation>behauptet, mehr zu enthalten, als eine Aufnahme kann: exportieren Sie ohne Kompression</translation>
  </message>
  <message>
   <location filename="../../cephview/io/films/dicom/header.py" />
   <source>has colours of an unusual depth: export it with 8 bit a colour</source>
   <translation>hat Farben ungewöhnlicher Tiefe: exportieren Sie mit 8 Bit je Farbe</translation>
  </message>
  <message>
   <location filename="../../cephview/io/films/dicom/header.py" />
   <source>has colours of an unusual kind: export it as greyscale or RGB</source>
   <translation>hat Farben ungewöhnlicher Art: exportieren Sie als Graustufen oder RGB</translation>
  </message>
  <message>
   <location filename="../../cephview/io/films/dicom/header.py" />
   <source>has {allocated} bit a pixel: export it with 8 or 16 bit</source>
   <translation>hat {allocated} Bit je Pixel: exportieren Sie mit 8 oder 16 Bit</translation>
  </message>
  <message>
   <location filename="../../cephview/io/films/dicom/header.py" />
   <source>holds {frames:.0f} images in one file: save the film as a file of its own</source>
   <translation>enthält {frames:.0f} Bilder in einer Datei: speichern Sie die Aufnahme als eigene Datei</translation>
  </message>
  <message>
   <location filename="../../cephview/io/films/dicom/header.py" />
   <source>is a DICOM file without an image: choose another</source>
   <translation>ist eine DICOM-Datei ohne Bild: wählen Sie eine andere</translation>
  </message>
  <message>
   <location filename="../../cephview/io/films/dicom/header.py" />
   <source>is the table of contents of a DICOM disk: open one of the films beside it</source>
   <translation>ist das Inhaltsverzeichnis eines DICOM-Datenträgers: öffnen Sie eine der Aufnahmen daneben</translation>
  </message>
  <message>
   <location filename="../../cephview/io/films/dicom/header.py" />
   <source>is written in a way of its maker's own: export it as ordinary DICOM</source>
   <translation>ist auf eine eigene Art des Herstellers geschrieben: exportieren Sie als gewöhnliches DICOM</translation>
  </message>
  <message>
   <location filename="../../cephview/io/films/dicom/header.py" />
   <source>is {kind}, not a radiograph of a head: choose a cephalogram</source>
   <translation>ist {kind}, keine Röntgenaufnahme eines Kopfes: wählen Sie ein Fernröntgenbild</translation>
  </message>
  <message>
   <location filename="../../cephview/io/films/dicom/orientation.py" />
   <source>Lay on its head in the file: turned upright.</source>
   <translation>Lag in der Datei auf dem Kopf: aufrecht gedreht.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/films/dicom/orientation.py" />
   <source>Lay on its side in the file: turned upright.</source>
   <translation>Lag in der Datei auf der Seite: aufrecht gedreht.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/films/dicom/orientation.py" />
   <source>The file says that the face looks to the left.</source>
   <translation>Die Datei sagt, dass das Gesicht nach links blickt.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/films/dicom/pixels.py" />
   <source>The file calls its colours RGB, but they are greys stored as YBR: read as greys.</source>
   <translation>Die Datei nennt ihre Farben RGB, aber es sind als YBR gespeicherte Grauwerte: als Grau gelesen.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/films/dicom/pixels.py" />
   <source>The file calls its colours YBR, but they are the greys of RGB: read as greys.</source>
   <translation>Die Datei nennt ihre Farben YBR, aber es sind die Grauwerte von RGB: als Grau gelesen.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/films/dicom/pixels.py" />
   <source>The file says {stored} bit a pixel, but its pixels have {stored2}: they were read as they are.</source>
   <translation>Die Datei sagt {stored} Bit je Pixel, aber ihre Pixel haben {stored2}: gelesen, wie sie sind.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/films/dicom/pixels.py" />
   <source>is compressed in a way that CephView cannot read: export it without compression</source>
   <translation>ist auf eine Art komprimiert, die CephView nicht lesen kann: exportieren Sie ohne Kompression</translation>
  </message>
  <message>
   <location filename="../../cephview/io/films/dicom/pixels.py" />
   <source>is compressed, and the decoder for it is not installed: export it without compression</source>
   <translation>ist komprimiert, und der Dekoder dafür ist nicht installiert: exportieren Sie ohne Kompression</translation>
  </message>
  <message>
   <location filename="../../cephview/io/films/dicom/sniff.py" />
   <source>an image of nuclear medicine</source>
   <translation>ein Bild der Nuklearmedizin</translation>
  </message>
  <message>
   <location filename="../../cephview/io/films/dicom/sniff.py" />
   <source>an ultrasound image</source>
   <translation>ein Ultraschallbild</translation>
  </message>
  <message>
   <location filename="../../cephview/io/films/dicom/sniff.py" />
   <source>no plain radiograph</source>
   <translation>keine einfache Röntgenaufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/io/films/folders.py" />
   <source>Sub-folders of {name} hold films, too; listed are those in {name} itself.</source>
   <translation>Auch Unterordner von {name} enthalten Aufnahmen; aufgeführt sind die in {name} selbst.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/films/folders.py" />
   <source>The folder {folder} cannot be read ({strerror}): choose another.</source>
   <translation>Der Ordner {folder} kann nicht gelesen werden ({strerror}): wählen Sie einen anderen.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/films/folders.py" />
   <source>What lies deeper than {depth} folders in {name} was not looked at: open that folder itself.</source>
   <translation>Was tiefer als {depth} Ordner in {name} liegt, wurde nicht angesehen: öffnen Sie diesen Ordner selbst.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/films/folders.py" />
   <source>{count} DICOM file is of another kind than radiographs: left out.</source>
   <translation>{count} DICOM-Datei ist anderer Art als Röntgenaufnahmen: weggelassen.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/films/folders.py" />
   <source>{count} DICOM files are of another kind than radiographs: left out.</source>
   <translation>{count} DICOM-Dateien sind anderer Art als Röntgenaufnahmen: weggelassen.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/films/folders.py" />
   <source>{count} films in {folders} folders of {name}, which was searched {depth} deep.</source>
   <translation>{count} Aufnahmen in {folders} Ordnern von {name}, durchsucht {depth} Ebenen tief.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/films/folders.py" />
   <source>{count} folder in {name} could not be read.</source>
   <translation>{count} Ordner in {name} konnte nicht gelesen werden.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/films/folders.py" />
   <source>{count} folders in {name} could not be read.</source>
   <translation>{count} Ordner in {name} konnten nicht gelesen werden.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/films/image_header.py" />
   <source>begins with a preview: save the film again without one</source>
   <translation>beginnt mit einer Vorschau: speichern Sie die Aufnahme neu ohne eine</translation>
  </message>
  <message>
   <location filename="../../cephview/io/films/image_header.py" />
   <source>has floating-point or signed grey values: save the film with 8 or 16 bit</source>
   <translation>hat Grauwerte mit Komma oder Vorzeichen: speichern Sie die Aufnahme mit 8 oder 16 Bit</translation>
  </message>
  <message>
   <location filename="../../cephview/io/films/image_header.py" />
   <source>has {millions:.0f} megapixels, more than the {value} that a film may have</source>
   <translation>hat {millions:.0f} Megapixel, mehr als die {value}, die eine Aufnahme haben darf</translation>
  </message>
  <message>
   <location filename="../../cephview/io/films/image_header.py" />
   <source>has {most} bit a channel: save the film with 8 or 16 bit</source>
   <translation>hat {most} Bit je Kanal: speichern Sie die Aufnahme mit 8 oder 16 Bit</translation>
  </message>
  <message>
   <location filename="../../cephview/io/films/image_header.py" />
   <source>holds {count} pages: save the film's page as a file of its own</source>
   <translation>enthält {count} Seiten: speichern Sie die Seite der Aufnahme als eigene Datei</translation>
  </message>
  <message>
   <location filename="../../cephview/io/films/image_header.py" />
   <source>is damaged or incomplete: copy it again from where it came</source>
   <translation>ist beschädigt oder unvollständig: kopieren Sie die Datei neu von ihrem Ursprung</translation>
  </message>
  <message>
   <location filename="../../cephview/io/films/image_header.py" />
   <source>is not a PNG, JPEG, BMP or TIFF image, nor DICOM: save the film as one of these</source>
   <translation>ist kein PNG-, JPEG-, BMP- oder TIFF-Bild und kein DICOM: speichern Sie die Aufnahme als eines davon</translation>
  </message>
  <message>
   <location filename="../../cephview/io/films/image_header.py" />
   <source>keeps its colours in separate planes of 16 bit: save the film as greyscale, or with 8 bit</source>
   <translation>hat seine Farben in getrennten Ebenen zu 16 Bit: speichern Sie die Aufnahme in Graustufen oder mit 8 Bit</translation>
  </message>
  <message>
   <location filename="../../cephview/io/films/image_header.py" />
   <source>needs {needed:.0f} MB of memory as a colour picture, more than the {most:.0f} that a film may take: save it as a grey picture of 8 or 16 bit</source>
   <translation>braucht als Farbbild {needed:.0f} MB Speicher, mehr als die {most:.0f}, die eine Aufnahme belegen darf: speichern Sie sie als Graubild mit 8 oder 16 Bit</translation>
  </message>
  <message>
   <location filename="../../cephview/io/films/images.py" />
   <source>Turned as the file says (EXIF orientation).</source>
   <translation>Gedreht, wie die Datei sagt (EXIF-Ausrichtung).</translation>
  </message>
  <message>
   <location filename="../../cephview/io/films/images.py" />
   <source>has grey values of an unusual kind ({dtype}): save the film with 8 or 16 bit</source>
   <translation>hat Grauwerte ungewöhnlicher Art ({dtype}): speichern Sie die Aufnahme mit 8 oder 16 Bit</translation>
  </message>
  <message>
   <location filename="../../cephview/io/outputs.py" />
   <source>{name} cannot be looked at ({strerror}): choose another name.</source>
   <translation>{name} kann nicht angesehen werden ({strerror}): wählen Sie einen anderen Namen.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/outputs.py" />
   <source>{name} cannot be used for settings: choose another name.</source>
   <translation>{name} kann nicht für Einstellungen verwendet werden: wählen Sie einen anderen Namen.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/outputs.py" />
   <source>{name} holds no settings of CephView: choose another name.</source>
   <translation>{name} enthält keine Einstellungen von CephView: wählen Sie einen anderen Namen.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/outputs.py" />
   <source>{name} is there already, {there}: choose another name; on the command line --force replaces it.</source>
   <translation>{name} gibt es schon, {there}: wählen Sie einen anderen Namen; auf der Kommandozeile ersetzt --force.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/outputs.py" />
   <source>{name} is {what} and is never replaced: choose another name.</source>
   <translation>{name} ist {what} und wird nie ersetzt: wählen Sie einen anderen Namen.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/own_landmarks.py" />
   <source>{symbol} is {name}: choose another symbol.</source>
   <translation>{symbol} ist {name}: wählen Sie ein anderes Symbol.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/reading.py" />
   <source>{name!r} is no possible file name: choose another file.</source>
   <translation>{name!r} ist kein möglicher Dateiname: wählen Sie eine andere Datei.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/reading.py" />
   <source>{name} cannot be read ({strerror}): check the disk or the network.</source>
   <translation>{name} kann nicht gelesen werden ({strerror}): prüfen Sie Datenträger oder Netzwerk.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/reading.py" />
   <source>{name} cannot be read, another program has it open: close it there.</source>
   <translation>{name} kann nicht gelesen werden, ein anderes Programm hat die Datei offen: schließen Sie sie dort.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/reading.py" />
   <source>{name} cannot be read: you have no permission for it.</source>
   <translation>{name} kann nicht gelesen werden: Sie haben keine Berechtigung dafür.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/reading.py" />
   <source>{name} has {size:.0f} MB, more than the {limit} MB that such a file may have.</source>
   <translation>{name} hat {size:.0f} MB, mehr als die {limit} MB, die eine solche Datei haben darf.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/reading.py" />
   <source>{name} is a folder: choose a file in it.</source>
   <translation>{name} ist ein Ordner: wählen Sie eine Datei darin.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/reading.py" />
   <source>{name} is empty: copy it again from where it came.</source>
   <translation>{name} ist leer: kopieren Sie die Datei neu von ihrem Ursprung.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/reading.py" />
   <source>{name} is no text: save it again as UTF-8.</source>
   <translation>{name} ist kein Text: speichern Sie die Datei neu als UTF-8.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/reading.py" />
   <source>{name} is not UTF-8 text: save it again as UTF-8.</source>
   <translation>{name} ist kein UTF-8-Text: speichern Sie die Datei neu als UTF-8.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/reading.py" />
   <source>{name} is not an ordinary file: choose another.</source>
   <translation>{name} ist keine gewöhnliche Datei: wählen Sie eine andere.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/reading.py" />
   <source>{name} is not there: it may have been moved or renamed.</source>
   <translation>{name} ist nicht da: vielleicht verschoben oder umbenannt.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/tables/calibration.py" />
   <source>the films (file)</source>
   <translation>die Aufnahmen (file)</translation>
  </message>
  <message>
   <location filename="../../cephview/io/tables/calibration.py" />
   <source>the millimetres (mm_per_pixel)</source>
   <translation>die Millimeter (mm_per_pixel)</translation>
  </message>
  <message>
   <location filename="../../cephview/io/tables/calibration.py" />
   <source>{name} lists no film below its headings: fill it in, or remove it.</source>
   <translation>{name} führt unter den Überschriften keine Aufnahme auf: füllen Sie sie aus oder entfernen Sie sie.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/tables/calibration.py" />
   <source>{name} lists {count} films and not {name2}: no mm from there.</source>
   <translation>{name} führt {count} Aufnahmen auf, aber nicht {name2}: keine mm von dort.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/tables/calibration.py" />
   <source>{name} was not used for {name2}: lines {lines} may both mean it; give the folder or ending.</source>
   <translation>{name} wurde für {name2} nicht verwendet: die Zeilen {lines} können beide gemeint sein; geben Sie Ordner oder Endung an.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/tables/calibration.py" />
   <source>{name} was not used for {name2}: {error}.</source>
   <translation>{name} wurde für {name2} nicht verwendet: {error}.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/tables/calibration.py" />
   <source>{name}, line 1, has no column for {what}, only {heads}: name it so, then open the film again.</source>
   <translation>{name}, Zeile 1, hat keine Spalte für {what}, nur {heads}: benennen Sie sie so und öffnen Sie die Aufnahme erneut.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/tables/calibration.py" />
   <source>{name}: mm per pixel for {found} of {count} films.</source>
   <translation>{name}: mm pro Pixel für {found} von {count} Aufnahmen.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/tables/calibration.py" />
   <source>{table} was not used for {name}: line {line} has no mm_per_pixel: fill it in.</source>
   <translation>{table} wurde für {name} nicht verwendet: Zeile {line} hat kein mm_per_pixel: tragen Sie es ein.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/tables/calibration.py" />
   <source>{table} was not used for {name}: line {line} has {cell!r} as {column}, which is no number: mend it there.</source>
   <translation>{table} wurde für {name} nicht verwendet: in Zeile {line} steht {cell!r} als {column}, was keine Zahl ist: berichtigen Sie es dort.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/tables/calibration.py" />
   <source>{table} was not used for {name}: line {line} lists {listed:g} × {listed2:g} px, the film has {size} × {size2}.</source>
   <translation>{table} wurde für {name} nicht verwendet: Zeile {line} nennt {listed:g} × {listed2:g} px, die Aufnahme hat {size} × {size2}.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/tables/export_reader.py" />
   <source>{name} cannot be read at line {line_num} ({column}): export it again.</source>
   <translation>{name} kann in Zeile {line_num} nicht gelesen werden ({column}): exportieren Sie die Datei neu.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/tables/export_reader.py" />
   <source>{name} cannot be read at line {line_num} ({error}): export it again.</source>
   <translation>{name} kann in Zeile {line_num} nicht gelesen werden ({error}): exportieren Sie die Datei neu.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/tables/export_reader.py" />
   <source>{name} cannot be used: {error}.</source>
   <translation>{name} ist nicht brauchbar: {error}.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/tables/export_reader.py" />
   <source>{name} gives a point without x or y: export it again.</source>
   <translation>{name} gibt einen Punkt ohne x oder y an: exportieren Sie die Datei neu.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/tables/export_reader.py" />
   <source>{name} holds no landmark: export it again.</source>
   <translation>{name} enthält keinen Messpunkt: exportieren Sie die Datei neu.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/tables/export_reader.py" />
   <source>{name} is no CSV of CephView (no column {missing}): choose another file.</source>
   <translation>{name} ist keine CSV von CephView (keine Spalte {missing}): wählen Sie eine andere Datei.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/tables/foreign.py" />
   <source>{name} is empty: save it again as CSV.</source>
   <translation>{name} ist leer: speichern Sie die Datei neu als CSV.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/tables/foreign.py" />
   <source>{name}, line {first}, is no row of a table: save it as CSV.</source>
   <translation>{name}, Zeile {first}, ist keine Zeile einer Tabelle: speichern Sie sie als CSV.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/tables/measurements.py" />
   <source>{name} has nothing to measure yet: wait for its points.</source>
   <translation>{name} hat noch nichts zu messen: warten Sie auf die Punkte.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/toml.py" />
   <source>{name} holds a number that cannot be read{use}.</source>
   <translation>{name} enthält eine unlesbare Zahl{use}.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/toml.py" />
   <source>{name} holds a number that is too large{use}.</source>
   <translation>{name} enthält eine zu große Zahl{use}.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/toml.py" />
   <source>{name} is nested without end{use}.</source>
   <translation>{name} ist endlos verschachtelt{use}.</translation>
  </message>
  <message>
   <location filename="../../cephview/io/toml.py" />
   <source>{name} is not TOML ({reason}){use}.</source>
   <translation>{name} ist kein TOML ({reason}){use}.</translation>
  </message>
  <message>
   <location filename="../../cephview/model/card.py" />
   <source>SHA-256 of that</source>
   <translation>SHA-256 davon</translation>
  </message>
  <message>
   <location filename="../../cephview/model/card.py" />
   <source>began with</source>
   <translation>begann mit</translation>
  </message>
  <message>
   <location filename="../../cephview/model/card.py" />
   <source>data of that</source>
   <translation>Daten davon</translation>
  </message>
  <message>
   <location filename="../../cephview/model/card.py" />
   <source>environment</source>
   <translation>Umgebung</translation>
  </message>
  <message>
   <location filename="../../cephview/model/card.py" />
   <source>expected errors</source>
   <translation>erwartete Fehler</translation>
  </message>
  <message>
   <location filename="../../cephview/model/card.py" />
   <source>films held out</source>
   <translation>zurückgehaltene Aufnahmen</translation>
  </message>
  <message>
   <location filename="../../cephview/model/card.py" />
   <source>films trained on</source>
   <translation>trainierte Aufnahmen</translation>
  </message>
  <message>
   <location filename="../../cephview/model/card.py" />
   <source>films validated on</source>
   <translation>Aufnahmen zur Validierung</translation>
  </message>
  <message>
   <location filename="../../cephview/model/card.py" />
   <source>intended use</source>
   <translation>Verwendungszweck</translation>
  </message>
  <message>
   <location filename="../../cephview/model/card.py" />
   <source>licence of the data</source>
   <translation>Lizenz der Daten</translation>
  </message>
  <message>
   <location filename="../../cephview/model/card.py" />
   <source>licence of those data</source>
   <translation>Lizenz dieser Daten</translation>
  </message>
  <message>
   <location filename="../../cephview/model/card.py" />
   <source>measured against</source>
   <translation>gemessen gegen</translation>
  </message>
  <message>
   <location filename="../../cephview/model/card.py" />
   <source>measured in folds</source>
   <translation>in Teilungen gemessen</translation>
  </message>
  <message>
   <location filename="../../cephview/model/card.py" />
   <source>seed</source>
   <translation>Startwert</translation>
  </message>
  <message>
   <location filename="../../cephview/model/card.py" />
   <source>split</source>
   <translation>Aufteilung</translation>
  </message>
  <message>
   <location filename="../../cephview/model/card.py" />
   <source>trained towards</source>
   <translation>trainiert auf</translation>
  </message>
  <message>
   <location filename="../../cephview/model/card.py" />
   <source>trained until</source>
   <translation>trainiert bis</translation>
  </message>
  <message>
   <location filename="../../cephview/model/card.py" />
   <source>trained with CephView</source>
   <translation>trainiert mit CephView</translation>
  </message>
  <message>
   <location filename="../../cephview/model/card.py" />
   <source>training command</source>
   <translation>Trainingsbefehl</translation>
  </message>
  <message>
   <location filename="../../cephview/model/card.py" />
   <source>training data</source>
   <translation>Trainingsdaten</translation>
  </message>
  <message>
   <location filename="../../cephview/model/card.py" />
   <source>weights</source>
   <translation>Gewichte</translation>
  </message>
  <message>
   <location filename="../../cephview/model/config_values.py" />
   <source>{file}: its config says {path} = {shown}, which CephView cannot use ({shown2}).</source>
   <translation>{file}: die Konfiguration sagt {path} = {shown}, was CephView nicht verwenden kann ({shown2}).</translation>
  </message>
  <message>
   <location filename="../../cephview/model/export_metadata.py" />
   <source>{file} is no export that CephView made, or damaged; remove it.</source>
   <translation>{file} ist kein Export von CephView oder beschädigt; entfernen Sie die Datei.</translation>
  </message>
  <message>
   <location filename="../../cephview/model/families/archives.py" />
   <source>{file} cannot be read: {value}.</source>
   <translation>{file} kann nicht gelesen werden: {value}.</translation>
  </message>
  <message>
   <location filename="../../cephview/model/families/archives.py" />
   <source>{file} does not fit into the memory.</source>
   <translation>{file} passt nicht in den Speicher.</translation>
  </message>
  <message>
   <location filename="../../cephview/model/families/archives.py" />
   <source>{file} is a TorchScript program, which runs code when it is opened; export it: torch.onnx.export(torch.jit.load(FILE), image, 'model.onnx', dynamo=False).</source>
   <translation>{file} ist ein TorchScript-Programm, das beim Öffnen Code ausführt; exportieren Sie es: torch.onnx.export(torch.jit.load(FILE), image, 'model.onnx', dynamo=False).</translation>
  </message>
  <message>
   <location filename="../../cephview/model/families/archives.py" />
   <source>{file} is a folder; choose a checkpoint file (.pth).</source>
   <translation>{file} ist ein Ordner; wählen Sie eine Modelldatei (.pth).</translation>
  </message>
  <message>
   <location filename="../../cephview/model/families/archives.py" />
   <source>{file} is a zip archive without weights; choose a checkpoint file (.pth).</source>
   <translation>{file} ist ein Zip-Archiv ohne Gewichte; wählen Sie eine Modelldatei (.pth).</translation>
  </message>
  <message>
   <location filename="../../cephview/model/families/archives.py" />
   <source>{file} is damaged ({shown}); copy it again from its source.</source>
   <translation>{file} ist beschädigt ({shown}); kopieren Sie die Datei neu von ihrem Ursprung.</translation>
  </message>
  <message>
   <location filename="../../cephview/model/families/archives.py" />
   <source>{file} is damaged, cut short or no checkpoint; copy it again from its source.</source>
   <translation>{file} ist beschädigt, unvollständig oder keine Modelldatei; kopieren Sie die Datei neu von ihrem Ursprung.</translation>
  </message>
  <message>
   <location filename="../../cephview/model/families/archives.py" />
   <source>{file} is damaged, cut short or no safetensors file ({reason}).</source>
   <translation>{file} ist beschädigt, unvollständig oder keine safetensors-Datei ({reason}).</translation>
  </message>
  <message>
   <location filename="../../cephview/model/families/archives.py" />
   <source>{file} is no archive that PyTorch wrote.</source>
   <translation>{file} ist kein von PyTorch geschriebenes Archiv.</translation>
  </message>
  <message>
   <location filename="../../cephview/model/families/archives.py" />
   <source>{file} is not there; choose a checkpoint file (.pth).</source>
   <translation>{file} ist nicht da; wählen Sie eine Modelldatei (.pth).</translation>
  </message>
  <message>
   <location filename="../../cephview/model/families/archives.py" />
   <source>{file} was not opened: it would run code ({shown}); ask its author for the weights alone.</source>
   <translation>{file} wurde nicht geöffnet: die Datei würde Code ausführen ({shown}); bitten Sie den Autor um die Gewichte allein.</translation>
  </message>
  <message>
   <location filename="../../cephview/model/families/archives.py" />
   <source>{file} was written on a machine of the other byte order; save it again on a PC.</source>
   <translation>{file} wurde auf einer Maschine der anderen Bytefolge geschrieben; speichern Sie die Datei neu auf einem PC.</translation>
  </message>
  <message>
   <location filename="../../cephview/model/families/archives.py" />
   <source>{file} {told}.</source>
   <translation>{file} {told}.</translation>
  </message>
  <message>
   <location filename="../../cephview/model/families/averaging.py" />
   <source>The sides of an input must be multiples of 32 between 64 and 4096.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/families/averaging.py" />
   <source>{name} is another network than {name2}, or finds other landmarks.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/families/averaging.py" />
   <source>{name} is not of CephView's layout, so its weights cannot be averaged.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/families/exporting.py" />
   <source>{name} as ONNX puts a landmark {moved:.2f} film px from where torch does, so torch runs it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/families/exporting.py" />
   <source>{name} cannot be exported ({shown}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/families/exporting.py" />
   <source>{name} cannot be exported: {strerror}.</source>
   <translation>{name} kann nicht exportiert werden: {strerror}.</translation>
  </message>
  <message>
   <location filename="../../cephview/model/families/hrnets.py" />
   <source>{file} is an HRNet whose head CephView does not know; it {description}. Instead, {export}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/families/hrnets.py" />
   <source>{file} is no whole HRNet: its final layer has an unknown form.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/families/hrnets.py" />
   <source>{file} is no whole HRNet: stage {order} has {branches} branches.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/families/hrnets.py" />
   <source>{file}: its config names {joints} landmarks but its weights find {joints2}; they do not belong together.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/families/hrnets.py" />
   <source>{file}: its final layer is {kernel} cells wide; an HRNet's has an odd width.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/families/hrnets.py" />
   <source>{file}: its head takes {inputs} channels where its branches have {map}; {export}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/families/mmpose.py" />
   <source>{file}: its heatmaps are {kind}'s, which CephView cannot decode; {export}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/families/mmpose.py" />
   <source>{file}: the config in its meta cannot be used ({error}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/families/recognised.py" />
   <source>{file} claims a network too large to be {what}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/families/recognised.py" />
   <source>{file} claims {count} landmarks, which is too many to be true.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/families/recognised.py" />
   <source>{file} holds tensors that {what} does not have, {shown} for one; built without them it would answer otherwise than its own code does. Instead, {export}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/families/recognised.py" />
   <source>{file} is not the whole of {what}: the tensor {missing} is missing.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/families/recognised.py" />
   <source>{file} is not the whole of {what}: the tensor {name} is missing.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/families/recognised.py" />
   <source>{file}: the tensor {name} has the shape {found}, which {what} does not have.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/families/recognised.py" />
   <source>{file}: the tensor {name} has the shape {tuple} where {tuple2} is needed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/families/recognised.py" />
   <source>{file}: the tensor {name} holds numbers that are not finite; the file is damaged.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/families/recognised.py" />
   <source>{file}: the tensor {name} holds variances below 0; the file is damaged.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/families/recognised.py" />
   <source>{file}: the tensor {name} is damaged; copy the file again from its source.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/families/recognised.py" />
   <source>{file}: the tensor {name} is stored as {dtype}, which CephView cannot use.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/families/registry.py" />
   <source>{file} {description}. CephView opens HRNet and SimpleBaseline models of the pose codes, mmpose, timm and the facial and Aariz codes, and ONNX of any network: {export}.</source>
   <translation>{file} {description}. CephView öffnet HRNet- und SimpleBaseline-Modelle der Pose-Codes, von mmpose, timm und der Gesichts- und Aariz-Codes sowie ONNX jedes Netzes: {export}.</translation>
  </message>
  <message>
   <location filename="../../cephview/model/families/rewriting.py" />
   <source>{name} holds weights without a config; there is no place for {lacking} in it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/families/simple_baseline.py" />
   <source>{file} is a ResNet without the deconvolutions of a pose network; {export}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/families/simple_baseline.py" />
   <source>{file}: its deconvolution of {kernel} cells is none that CephView knows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/families/training_config.py" />
   <source>{name}, which the sidecar names, cannot be read ({reason}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/families/wrappers.py" />
   <source>{file} holds no weights; choose a checkpoint file (.pth).</source>
   <translation>{file} enthält keine Gewichte; wählen Sie eine Modelldatei (.pth).</translation>
  </message>
  <message>
   <location filename="../../cephview/model/opening.py" />
   <source>{name} is a folder with {count} model files; choose one of them.</source>
   <translation>{name} ist ein Ordner mit {count} Modelldateien; wählen Sie eine davon.</translation>
  </message>
  <message>
   <location filename="../../cephview/model/opening.py" />
   <source>{name} is a folder without a model file in it; choose a model file (.pth, .onnx, …).</source>
   <translation>{name} ist ein Ordner ohne Modelldatei; wählen Sie eine Modelldatei (.pth, .onnx, …).</translation>
  </message>
  <message>
   <location filename="../../cephview/model/opening.py" />
   <source>{value} needs PyTorch. {problem} The model that CephView brings along and ONNX files work without it.</source>
   <translation>{value} braucht PyTorch. {problem} Das Modell, das CephView mitbringt, und ONNX-Dateien laufen ohne.</translation>
  </message>
  <message>
   <location filename="../../cephview/model/predictor.py" />
   <source>{name} could not be run on {title} ({shown}).</source>
   <translation>{name} konnte auf {title} nicht gerechnet werden ({shown}).</translation>
  </message>
  <message>
   <location filename="../../cephview/model/predictor.py" />
   <source>{name} gave numbers that are not finite for this film; its weights are damaged.</source>
   <translation>{name} lieferte für diese Aufnahme unendliche Zahlen; die Gewichte sind beschädigt.</translation>
  </message>
  <message>
   <location filename="../../cephview/model/runtimes/onnx_runtime.py" />
   <source>{file} does not run on an image of {size} × {size2} ({shown}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/runtimes/onnx_runtime.py" />
   <source>{file}: its output {shown} of the shape {shown2} is neither heatmaps (1, landmarks, height, width) nor coordinates (1, landmarks, 2){choose}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/runtimes/onnx_runtime.py" />
   <source>{name} has no output {shown}; it has {shown2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/runtimes/onnx_runtime.py" />
   <source>{name} is damaged, or no ONNX file that ONNX Runtime can run ({shown}).</source>
   <translation>{name} ist beschädigt oder keine ONNX-Datei, die ONNX Runtime rechnen kann ({shown}).</translation>
  </message>
  <message>
   <location filename="../../cephview/model/runtimes/onnx_runtime.py" />
   <source>{name} keeps its weights in a file of its own, which is not beside it: put it there, under the name that it was exported with.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/runtimes/onnx_runtime.py" />
   <source>{name} takes {described}, but one image (1, channels, height, width) of floating-point numbers is needed; export the network alone.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/sidecar.py" />
   <source>{name} is there already, of somebody's hand: look at it; --force lays what is found over it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/sidecar.py" />
   <source>{name} names {shown}, which is no field (known: {fields}): mend it or remove it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/specification.py" />
   <source>activation</source>
   <translation>Aktivierung</translation>
  </message>
  <message>
   <location filename="../../cephview/model/specification.py" />
   <source>assumed</source>
   <translation>angenommen</translation>
  </message>
  <message>
   <location filename="../../cephview/model/specification.py" />
   <source>by sidecar, against the file's own word</source>
   <translation>laut Begleitdatei, gegen das Wort der Datei</translation>
  </message>
  <message>
   <location filename="../../cephview/model/specification.py" />
   <source>colour</source>
   <translation>Farbe</translation>
  </message>
  <message>
   <location filename="../../cephview/model/specification.py" />
   <source>context around the film</source>
   <translation>Umgebung der Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/model/specification.py" />
   <source>declared</source>
   <translation>angegeben</translation>
  </message>
  <message>
   <location filename="../../cephview/model/specification.py" />
   <source>declared by sidecar</source>
   <translation>laut Begleitdatei</translation>
  </message>
  <message>
   <location filename="../../cephview/model/specification.py" />
   <source>decoding</source>
   <translation>Dekodierung</translation>
  </message>
  <message>
   <location filename="../../cephview/model/specification.py" />
   <source>flip averaging</source>
   <translation>Mittel mit Spiegelbild</translation>
  </message>
  <message>
   <location filename="../../cephview/model/specification.py" />
   <source>fusion</source>
   <translation>Fusion</translation>
  </message>
  <message>
   <location filename="../../cephview/model/specification.py" />
   <source>grey scale</source>
   <translation>Grauskala</translation>
  </message>
  <message>
   <location filename="../../cephview/model/specification.py" />
   <source>heatmap rule</source>
   <translation>Heatmap-Regel</translation>
  </message>
  <message>
   <location filename="../../cephview/model/specification.py" />
   <source>heatmap size</source>
   <translation>Heatmap-Größe</translation>
  </message>
  <message>
   <location filename="../../cephview/model/specification.py" />
   <source>inferred</source>
   <translation>geschlossen</translation>
  </message>
  <message>
   <location filename="../../cephview/model/specification.py" />
   <source>input size</source>
   <translation>Eingabegröße</translation>
  </message>
  <message>
   <location filename="../../cephview/model/specification.py" />
   <source>landmark scheme</source>
   <translation>Punktschema</translation>
  </message>
  <message>
   <location filename="../../cephview/model/specification.py" />
   <source>landmarks in the mirrored film</source>
   <translation>Messpunkte im Spiegelbild</translation>
  </message>
  <message>
   <location filename="../../cephview/model/specification.py" />
   <source>mean</source>
   <translation>Mittelwert</translation>
  </message>
  <message>
   <location filename="../../cephview/model/specification.py" />
   <source>output read</source>
   <translation>gelesene Ausgabe</translation>
  </message>
  <message>
   <location filename="../../cephview/model/specification.py" />
   <source>padding</source>
   <translation>Rand</translation>
  </message>
  <message>
   <location filename="../../cephview/model/specification.py" />
   <source>points follow the pixels</source>
   <translation>Punkte folgen den Pixeln</translation>
  </message>
  <message>
   <location filename="../../cephview/model/specification.py" />
   <source>points in film px</source>
   <translation>Punkte in px der Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/model/specification.py" />
   <source>resize</source>
   <translation>Verkleinerung</translation>
  </message>
  <message>
   <location filename="../../cephview/model/specification.py" />
   <source>sampling</source>
   <translation>Abtastung</translation>
  </message>
  <message>
   <location filename="../../cephview/model/specification.py" />
   <source>sigma</source>
   <translation>Sigma</translation>
  </message>
  <message>
   <location filename="../../cephview/model/specification.py" />
   <source>size of the film in the input</source>
   <translation>Größe der Aufnahme in der Eingabe</translation>
  </message>
  <message>
   <location filename="../../cephview/model/specification.py" />
   <source>std</source>
   <translation>Standardabweichung</translation>
  </message>
  <message>
   <location filename="../../cephview/model/specification.py" />
   <source>the usual way</source>
   <translation>der übliche Weg</translation>
  </message>
  <message>
   <location filename="../../cephview/model/specification_reader.py" />
   <source>{file} names {count} landmarks but its network has {joints} heatmaps; they do not belong together.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/specification_reader.py" />
   <source>{file}: its config says INPUT.COLOR = {declared}, but its network takes one channel.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/specification_reader.py" />
   <source>{file}: its config wants heatmaps of {heatmap} × {heatmap2} px from an input of {value} × {value2} px, but an HRNet gives a quarter of its input.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/specification_reader.py" />
   <source>{file}: its network takes {in_channels} channels, but a film gives 1 or 3.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/training/board.py" />
   <source>--tensorboard needs TensorBoard, which is not installed here: pip install tensorboard.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/training/cross_validation.py" />
   <source>No film of fold {number} has its mm per pixel, so nothing can be measured by it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/training/cross_validation.py" />
   <source>{known} of the {count} films trained the model that this run begins with, so they cannot tell how good the next one is, and {count2} are too few for {count3} folds: begin with the model before that one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/training/data.py" />
   <source>{name} has no landmark of {title} (it is read for {titles}).</source>
   <translation>{name} hat keinen Messpunkt von {title} (gelesen wird für {titles}).</translation>
  </message>
  <message>
   <location filename="../../cephview/model/training/data.py" />
   <source>{name} has no reading beside it, so it trains nothing.</source>
   <translation>Neben {name} liegt keine Auswertung, daher trainiert es nichts.</translation>
  </message>
  <message>
   <location filename="../../cephview/model/training/data.py" />
   <source>{turned} of {count} films face left or lie the wrong way: they train turned, as other heads lie</source>
   <translation>{turned} von {count} Aufnahmen blicken nach links oder liegen falsch: sie trainieren gedreht, wie andere Köpfe liegen</translation>
  </message>
  <message>
   <location filename="../../cephview/model/training/data.py" />
   <source>{untouched} of {count} films have no corrected or confirmed point and train nothing</source>
   <translation>{untouched} von {count} Aufnahmen haben keinen korrigierten oder bestätigten Punkt und trainieren nichts</translation>
  </message>
  <message>
   <location filename="../../cephview/model/training/epoch.py" />
   <source>The loss has grown from {least:.3g} to {loss:.3g} in epoch {epoch}, so nothing is learned any more: start again with a lower rate (it is {rate:g}; try --rate {value:g}). {last} holds the epoch before.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/training/epoch.py" />
   <source>The loss is no longer finite in epoch {epoch}: start again with a lower rate (it is {rate:g}; try --rate {value:g}). {last} holds the epoch before.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/training/epoch.py" />
   <source>The memory does not hold a batch of {batch} films: begin again with --batch {most}, or --batch auto, which finds what it holds.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/training/epoch.py" />
   <source>The memory does not hold one film of {size} × {size2} px in training: close other programs, or choose a smaller input_width and input_height in the settings.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/training/loop.py" />
   <source>A batch of {batch} films cannot be shared by {count} processes: choose a batch that is a multiple of {count}, of no more than the {count2} films.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/training/loop.py" />
   <source>No validation film has its mm per pixel, so no epoch could be told from another.</source>
   <translation>Keine Validierungsaufnahme hat ihre mm pro Pixel, daher ließe sich keine Epoche von einer anderen unterscheiden.</translation>
  </message>
  <message>
   <location filename="../../cephview/model/training/loop.py" />
   <source>There is no film with a reading to train on.</source>
   <translation>Es gibt keine Aufnahme mit einer Auswertung zum Trainieren.</translation>
  </message>
  <message>
   <location filename="../../cephview/model/training/loop.py" />
   <source>{last} in {path} is not as CephView writes it, so it cannot be gone on with: begin a new run in another folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/training/networks.py" />
   <source>{name} is a {architecture}, which is not trained further: begin with the model that CephView brings (embedded), or from nothing.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/training/offsets.py" />
   <source>There are offsets for {unused}, but none of the films to train on lies there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/training/offsets.py" />
   <source>{name} has an offset of {symbol}, which is no landmark of {title}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/training/offsets.py" />
   <source>{name} has no mm per pixel, so an offset in mm cannot be added to it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/training/offsets.py" />
   <source>{name}: the frame must be {head!r} or {film!r}, not {value!r}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/training/offsets.py" />
   <source>{name}: the offset of {symbol} must be [dx, dy] in mm, each within {most_mm:g}, not {value}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/training/ranks.py" />
   <source>The {count} processes did not find one another: {value}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/training/ranks.py" />
   <source>This computer has no {asked} that PyTorch can use: leave --device out, or give cpu.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/training/ranks.py" />
   <source>torchrun started more processes than the {device_count} GPUs here: lower --nproc-per-node.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/training/run_folder.py" />
   <source>The folder {path} cannot be made ({strerror}): choose another.</source>
   <translation>Der Ordner {path} kann nicht angelegt werden ({strerror}): wählen Sie einen anderen.</translation>
  </message>
  <message>
   <location filename="../../cephview/model/training/run_folder.py" />
   <source>This run has {done} epochs behind it already: ask for more than those, by --epochs.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/training/run_folder.py" />
   <source>{name} holds weights alone; start a new run from them instead of resuming.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/training/run_folder.py" />
   <source>{name} is not of a run of CephView, so it cannot be gone on with: begin a new run elsewhere.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/training/run_folder.py" />
   <source>{name} is of a run with other settings or films ({listed}), so it cannot be gone on with: begin a new run, from its {best} where you like.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/training/run_folder.py" />
   <source>{name} {other}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/training/run_lock.py" />
   <source>Another training is under way in {out}: wait until it ends, or choose another folder with -o.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/training/run_lock.py" />
   <source>{out} cannot hold a run ({value}): choose another folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/training/run_set.py" />
   <source>{lost} of the {count} films of this run are not among those given, or have lost their readings: bring them back, or begin a new run in another folder (--from {value} goes on with its weights).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/training/saves.py" />
   <source>{error} The training goes on, and tries again after the next epoch.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/training/saves.py" />
   <source>{name} could not be replaced to the last: what belongs there is in {name2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/training/saves.py" />
   <source>{name} is saved now.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/training/screening.py" />
   <source>differs by {apart:.0f} mm between the observers</source>
   <translation>unterscheidet sich um {apart:.0f} mm zwischen den Auswertern</translation>
  </message>
  <message>
   <location filename="../../cephview/model/training/screening.py" />
   <source>lies {off:.0f} mm from where the other landmarks let it be: left out</source>
   <translation>liegt {off:.0f} mm von dort, wo die anderen Messpunkte ihn erlauben: weggelassen</translation>
  </message>
  <message>
   <location filename="../../cephview/model/training/screening.py" />
   <source>of {observers} lies outside the film: left out</source>
   <translation>von {observers} liegt außerhalb der Aufnahme: weggelassen</translation>
  </message>
  <message>
   <location filename="../../cephview/model/training/screening.py" />
   <source>{between}, and which one is right cannot be told: left out</source>
   <translation>{between}, und welcher stimmt, lässt sich nicht sagen: weggelassen</translation>
  </message>
  <message>
   <location filename="../../cephview/model/training/screening.py" />
   <source>{between}: without {names}, who is {far} mm off</source>
   <translation>{between}: ohne {names}, {far} mm daneben</translation>
  </message>
  <message>
   <location filename="../../cephview/model/training/settings.py" />
   <source>The setting readers names one reader a landmark, or mean, or each: readers = { "Pog'" = "junior" }.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/training/settings.py" />
   <source>The setting {name} = {value} must be a {name2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/training/settings.py" />
   <source>The setting {name} = {value} must lie between {low:g} and {high:g}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/training/settings.py" />
   <source>The setting {name} is {listed}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/training/settings.py" />
   <source>input_width and input_height must be multiples of 32 between 64 and 4096; 512 and 640 do well.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/training/settings.py" />
   <source>mean and std are one number for all channels, or a list of three.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/training/settings.py" />
   <source>{name} is no setting of the training; the settings are {listed}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/training/split.py" />
   <source> and {more} more</source>
   <translation> und {more} weitere</translation>
  </message>
  <message>
   <location filename="../../cephview/model/training/split.py" />
   <source>all of these films trained the model that this run begins with, so none is left to validate</source>
   <translation>alle diese Aufnahmen haben das Modell trainiert, mit dem dieser Lauf beginnt, daher bleibt keine zur Validierung</translation>
  </message>
  <message>
   <location filename="../../cephview/model/training/split.py" />
   <source>given more than once, and counted once, with the reading that came first: {named}</source>
   <translation>mehrfach angegeben und einmal gezählt, mit der Auswertung, die zuerst kam: {named}</translation>
  </message>
  <message>
   <location filename="../../cephview/model/training/split.py" />
   <source>{count} films (or patients) cannot be parted into {count2} folds: ask for fewer.</source>
   <translation>{count} Aufnahmen (oder Patienten) lassen sich nicht in {count2} Teile teilen: verlangen Sie weniger.</translation>
  </message>
  <message>
   <location filename="../../cephview/model/training/split.py" />
   <source>{count} judged the model that this run begins with, and stay held out</source>
   <translation>{count} haben das Modell geprüft, mit dem dieser Lauf beginnt, und bleiben zurückgehalten</translation>
  </message>
  <message>
   <location filename="../../cephview/model/training/split.py" />
   <source>{named} of the {kind} films show patients who are among the other films too: put all films of a patient on one side.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/training/split.py" />
   <source>{named} trained the model that this run begins with, so they cannot tell how good it is: choose other {kind} films.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/training/split.py" />
   <source>{named} would be both among the films of the run and among those of the {kind}, and the error would be too good: take them out of one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/training/start.py" />
   <source>kept: all weights, the head of {count} landmarks too</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/training/start.py" />
   <source>layout = checkpoint needs the checkpoint: give one with --from, or --resume a run.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/training/start.py" />
   <source>learned anew, since CephView trains in one way: {listed}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/training/start.py" />
   <source>{name} is another network ({named}) than the settings ask for (layout {layout}, width {width}): leave layout and width out of them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/training/targets.py" />
   <source>The setting readers asks for {typed} by {reader}, who read none of these films; their readers are {listed}. It may be mean or each, too.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/model/training/targets.py" />
   <source>The setting readers names {typed}, which is no landmark of {title}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../cephview/review/comparison.py" />
   <source>{one} against {other}</source>
   <translation>{one} gegen {other}</translation>
  </message>
  <message>
   <location filename="../../cephview/review/corrections.py" />
   <source>{name} has no corrected point or no mm per pixel and was left out.</source>
   <translation>{name} hat keinen korrigierten Punkt oder keine mm pro Pixel und ist weggelassen.</translation>
  </message>
  <message>
   <location filename="../../cephview/review/corrections.py" />
   <source>{name} has no mm per pixel and was left out.</source>
   <translation>{name} hat keine mm pro Pixel und ist weggelassen.</translation>
  </message>
  <message>
   <location filename="../../cephview/review/corrections.py" />
   <source>{name} was read without a model and was left out.</source>
   <translation>{name} wurde ohne Modell ausgewertet und ist weggelassen.</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/bench.py" />
   <source>{name} has no mm per pixel: give it a row in images.csv.</source>
   <translation>{name} hat keine mm pro Pixel: geben Sie der Aufnahme eine Zeile in images.csv.</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/certainty.py" />
   <source>the one film that it concerns becomes better by it, by {mm:.1f} mm</source>
   <translation>die eine betroffene Aufnahme wird dadurch besser, um {mm:.1f} mm</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/certainty.py" />
   <source>{better} of the {changed} films that it concerns become better by it, by {mm:.1f} mm on average</source>
   <translation>{better} der {changed} betroffenen Aufnahmen werden dadurch besser, im Mittel um {mm:.1f} mm</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/certainty.py" />
   <source>{better} of {films} films become better by it</source>
   <translation>{better} von {films} Aufnahmen werden dadurch besser</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/certainty.py" />
   <source>{share}, by {mm:.2f} ± {error:.2f} mm (one standard error)</source>
   <translation>{share}, um {mm:.2f} ± {error:.2f} mm (ein Standardfehler)</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/conclusion.py" />
   <source>a hint: one film cannot tell it from chance; diagnose five or more</source>
   <translation>ein Hinweis: eine Aufnahme kann es nicht vom Zufall unterscheiden; untersuchen Sie fünf oder mehr</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/conclusion.py" />
   <source>a hint: {films} films cannot tell it from chance; diagnose five or more</source>
   <translation>ein Hinweis: {films} Aufnahmen können es nicht vom Zufall unterscheiden; untersuchen Sie fünf oder mehr</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/conclusion.py" />
   <source>looking for films, landmarks and predictions that stand out</source>
   <translation>auffällige Aufnahmen, Messpunkte und Vorhersagen werden gesucht</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/conclusion.py" />
   <source>looking for films, landmarks and readings that stand out</source>
   <translation>auffällige Aufnahmen, Messpunkte und Auswertungen werden gesucht</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/conclusion.py" />
   <source>mean error {after:.2f} mm; two readers of these films differ by {between:.2f} mm from one another</source>
   <translation>mittlerer Fehler {after:.2f} mm; zwei Auswerter dieser Aufnahmen weichen um {between:.2f} mm voneinander ab</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/conclusion.py" />
   <source>mean error {after:.2f} mm; with one reader a film, nobody knows how much of it is the reader's</source>
   <translation>mittlerer Fehler {after:.2f} mm; bei nur einem Auswerter je Aufnahme weiß niemand, wie viel davon auf den Auswerter entfällt</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/conclusion.py" />
   <source>mean error {before:.2f} mm without this change, {after:.2f} mm with it</source>
   <translation>mittlerer Fehler ohne diese Änderung {before:.2f} mm, mit ihr {after:.2f} mm</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/conclusion.py" />
   <source>nothing could be compared without this change; mean error {after:.2f} mm with it</source>
   <translation>ohne diese Änderung war nichts vergleichbar; mit ihr ist der mittlere Fehler {after:.2f} mm</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/constant.py" />
   <source>a network left in training: call eval() before it is saved or exported</source>
   <translation>ein Netz im Trainingsmodus: vor dem Speichern oder Exportieren eval() aufrufen</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/constant.py" />
   <source>asked twice of {name}, its points differ by {moved:.0f} px at the median</source>
   <translation>zweimal nach {name} gefragt, unterscheiden sich seine Punkte im Median um {moved:.0f} px</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/constant.py" />
   <source>have who exported the model switch off what is left to chance in it</source>
   <translation>bitten Sie den, der das Modell exportiert hat, den Zufall darin abzuschalten</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/constant.py" />
   <source>its points lie at the same places on {films} films, whatever lies there</source>
   <translation>seine Punkte liegen auf {films} Aufnahmen an denselben Stellen, was immer dort liegt</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/constant.py" />
   <source>see whether the program read the films at all, and whether its model was loaded</source>
   <translation>sehen Sie nach, ob das Programm die Aufnahmen überhaupt las und ob sein Modell geladen war</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/constant.py" />
   <source>seen on each of them</source>
   <translation>auf jeder davon gesehen</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/constant.py" />
   <source>the model answers otherwise each time that it is asked</source>
   <translation>das Modell gibt jedes Mal eine andere Antwort</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/constant.py" />
   <source>the model answers the same on every film</source>
   <translation>das Modell gibt auf jeder Aufnahme dieselbe Antwort</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/constant.py" />
   <source>the points lie at the same places of {films} films, while the predictions move from film to film</source>
   <translation>die Punkte liegen auf {films} Aufnahmen an denselben Stellen, während die Vorhersagen wandern</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/constant.py" />
   <source>the points lie at the same places of {films} films, while the readings move from film to film</source>
   <translation>die Punkte liegen auf {films} Aufnahmen an denselben Stellen, während die Auswertungen wandern</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/constant.py" />
   <source>the predictions are the same on every film, a mean face, perhaps</source>
   <translation>die Vorhersagen sind auf jeder Aufnahme gleich, vielleicht ein mittleres Gesicht</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/constant.py" />
   <source>the readings are the same on every film, a mean face, perhaps</source>
   <translation>die Auswertungen sind auf jeder Aufnahme gleich, vielleicht ein mittleres Gesicht</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/constant.py" />
   <source>the same film, prepared in the same way</source>
   <translation>dieselbe Aufnahme, gleich vorbereitet</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/constant.py" />
   <source>use another model file: this one was not trained, its last part is empty, or a stand-in answers in its place</source>
   <translation>verwenden Sie eine andere Modelldatei: diese ist nicht trainiert, ihr letzter Teil ist leer, oder ein Ersatz antwortet an ihrer Stelle</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/domain.py" />
   <source>by brightness, contrast and shape these films are like the training ones</source>
   <translation>nach Helligkeit, Kontrast und Form gleichen diese Aufnahmen denen des Trainings</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/domain.py" />
   <source>contrast (SD of the greys, 0-1) {here:.3g} (training {mean:.3g} ± {spread:.2g})</source>
   <translation>Kontrast (SD der Grauwerte, 0-1) {here:.3g} (Training {mean:.3g} ± {spread:.2g})</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/domain.py" />
   <source>export the films again with 16 bit or with their window applied; nothing brings the greys back</source>
   <translation>exportieren Sie die Aufnahmen neu mit 16 Bit oder mit angewandtem Fenster; nichts bringt die Grauwerte zurück</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/domain.py" />
   <source>mean brightness (0-1) {here:.3g} (training {mean:.3g} ± {spread:.2g})</source>
   <translation>mittlere Helligkeit (0-1) {here:.3g} (Training {mean:.3g} ± {spread:.2g})</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/domain.py" />
   <source>of 16 bit the low byte alone was kept: neighbouring pixels differ by steps of 256</source>
   <translation>von 16 Bit blieb nur das untere Byte: Nachbarpixel unterscheiden sich um Stufen von 256</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/domain.py" />
   <source>share of black {here:.3g} (training {mean:.3g} ± {spread:.2g})</source>
   <translation>Anteil Schwarz {here:.3g} (Training {mean:.3g} ± {spread:.2g})</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/domain.py" />
   <source>the films differ from the training ones: {in_what}</source>
   <translation>die Aufnahmen unterscheiden sich von denen des Trainings: {in_what}</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/domain.py" />
   <source>the films lost most of their greys when they were exported</source>
   <translation>die Aufnahmen verloren beim Export die meisten ihrer Grauwerte</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/domain.py" />
   <source>whether these films are like the training ones cannot be judged: the model says nothing of them</source>
   <translation>ob diese Aufnahmen denen des Trainings gleichen, ist nicht zu beurteilen: das Modell sagt nichts darüber</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/domain.py" />
   <source>width ÷ height {here:.3g} (training {mean:.3g} ± {spread:.2g})</source>
   <translation>Breite ÷ Höhe {here:.3g} (Training {mean:.3g} ± {spread:.2g})</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/domain.py" />
   <source>{share:.0%} of the films</source>
   <translation>{share:.0%} der Aufnahmen</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/domain.py" />
   <source>{share:.1%} of neighbouring pixels jump from black to white or back, on a film it is 0.0 %</source>
   <translation>{share:.1%} der Nachbarpixel springen zwischen Schwarz und Weiß, bei einer Röntgenaufnahme sind es 0.0 %</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/engine.py" />
   <source>check that this is the model you mean, that it was trained, and that these are lateral films of heads</source>
   <translation>prüfen Sie, ob es das gemeinte Modell ist, ob es trainiert wurde und ob es Fernröntgenseitenbilder sind</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/engine.py" />
   <source>each known cause was tried by itself, and with those that hide it; several others at once were not</source>
   <translation>jede bekannte Ursache wurde für sich versucht, und mit denen, die sie verdecken; mehrere andere zugleich nicht</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/engine.py" />
   <source>mean error {before:.0f} mm as set up, and no better with any of the known causes repaired (the model was run {passes} times)</source>
   <translation>mittlerer Fehler jetzt {before:.0f} mm, und durch keine der bekannten Berichtigungen besser (das Modell lief {passes}-mal)</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/engine.py" />
   <source>the model's points make no sense of these films, whatever was tried</source>
   <translation>die Punkte des Modells ergeben auf diesen Aufnahmen keinen Sinn, was auch versucht wurde</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/engine.py" />
   <source>{after:.2f} mm is much more than the {expected:.2f} mm to be expected, and nothing tried explains it: the model may not know such films. Train it further on films like these (Model → Train a model on my films…, or {command})</source>
   <translation>{after:.2f} mm ist viel mehr als die zu erwartenden {expected:.2f} mm, und nichts davon, was versucht wurde, erklärt es: vielleicht kennt das Modell solche Aufnahmen nicht. Trainieren Sie es an solchen Aufnahmen weiter (Modell → Modell an meinen Aufnahmen trainieren…, oder {command})</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/engine.py" />
   <source>{name} was left out: it has no mm per pixel (images.csv).</source>
   <translation>{name} ist weggelassen: keine mm pro Pixel (images.csv).</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/engine.py" />
   <source>{name} was left out: it has no prediction.</source>
   <translation>{name} ist weggelassen: keine Vorhersage.</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/engine.py" />
   <source>{name} was left out: it has no reading.</source>
   <translation>{name} ist weggelassen: keine Auswertung.</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/films.py" />
   <source>--reference {reader} is neither a folder of predictions nor a reader; {known}.</source>
   <translation>--reference {reader} ist weder ein Ordner mit Vorhersagen noch ein Auswerter; {known}.</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/films.py" />
   <source>--reference {reader} is neither a folder of readings nor a reader; {known}.</source>
   <translation>--reference {reader} ist weder ein Ordner mit Auswertungen noch ein Auswerter; {known}.</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/films.py" />
   <source>the readers of these films are {names}</source>
   <translation>die Auswerter dieser Aufnahmen sind {names}</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/films.py" />
   <source>these films have no reader</source>
   <translation>diese Aufnahmen haben keinen Auswerter</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/films.py" />
   <source>{name}: {problem}</source>
   <translation>{name}: {problem}</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/findings.py" />
   <source>about {time} in all, longer where nothing makes sense of the films</source>
   <translation>insgesamt etwa {time}, länger, wenn nichts zu den Aufnahmen passt</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/findings.py" />
   <source>{minutes:.0f} min</source>
   <translation>{minutes:.0f} min</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/findings.py" />
   <source>{one}; {more}</source>
   <translation>{one}; {more}</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/findings.py" />
   <source>{seconds} s</source>
   <translation>{seconds} s</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/fitted_frames.py" />
   <source>multiply the predictions by {scale:.4g} and add ({x:.1f}, {y:.1f}) px</source>
   <translation>multiplizieren Sie die Vorhersagen mit {scale:.4g} und addieren Sie ({x:.1f}, {y:.1f}) px</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/fitted_frames.py" />
   <source>multiply the predictions by {scale:.4g}, or take the films that they belong to</source>
   <translation>multiplizieren Sie die Vorhersagen mit {scale:.4g} oder nehmen Sie die Aufnahmen, zu denen sie gehören</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/fitted_frames.py" />
   <source>multiply the readings by {scale:.4g} and add ({x:.1f}, {y:.1f}) px</source>
   <translation>multiplizieren Sie die Auswertungen mit {scale:.4g} und addieren Sie ({x:.1f}, {y:.1f}) px</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/fitted_frames.py" />
   <source>multiply the readings by {scale:.4g}, or take the films that they belong to</source>
   <translation>multiplizieren Sie die Auswertungen mit {scale:.4g} oder nehmen Sie die Aufnahmen, zu denen sie gehören</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/fitted_frames.py" />
   <source>multiply x of the predictions by {x:.4g} and y by {y:.4g}</source>
   <translation>multiplizieren Sie x der Vorhersagen mit {x:.4g} und y mit {y:.4g}</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/fitted_frames.py" />
   <source>multiply x of the readings by {x:.4g} and y by {y:.4g}</source>
   <translation>multiplizieren Sie x der Auswertungen mit {x:.4g} und y mit {y:.4g}</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/fitted_frames.py" />
   <source>read these films anew, or take the films that lie as they did when they were read</source>
   <translation>werten Sie diese Aufnahmen neu aus, oder nehmen Sie die Aufnahmen so, wie sie bei der Auswertung lagen</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/fitted_frames.py" />
   <source>the predictions are of films of {factor:.4g} times the resolution of these, cropped otherwise</source>
   <translation>die Vorhersagen gehören zu Aufnahmen mit {factor:.4g}-facher Auflösung, anders beschnitten</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/fitted_frames.py" />
   <source>the predictions are stretched: {x:.4g} times in width, {y:.4g} times in height</source>
   <translation>die Vorhersagen sind verzerrt: {x:.4g}-fach in der Breite, {y:.4g}-fach in der Höhe</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/fitted_frames.py" />
   <source>the predictions are turned by {angle:.1f}° anticlockwise</source>
   <translation>die Vorhersagen sind um {angle:.1f}° gegen den Uhrzeigersinn gedreht</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/fitted_frames.py" />
   <source>the predictions are turned by {angle:.1f}° anticlockwise, and cropped otherwise</source>
   <translation>die Vorhersagen sind um {angle:.1f}° gegen den Uhrzeigersinn gedreht und anders beschnitten</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/fitted_frames.py" />
   <source>the predictions are turned by {angle:.1f}° clockwise</source>
   <translation>die Vorhersagen sind um {angle:.1f}° im Uhrzeigersinn gedreht</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/fitted_frames.py" />
   <source>the predictions are turned by {angle:.1f}° clockwise, and cropped otherwise</source>
   <translation>die Vorhersagen sind um {angle:.1f}° im Uhrzeigersinn gedreht und anders beschnitten</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/fitted_frames.py" />
   <source>the predictions belong to films of {factor:.4g} times the resolution of these</source>
   <translation>die Vorhersagen gehören zu Aufnahmen mit {factor:.4g}-facher Auflösung</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/fitted_frames.py" />
   <source>the readings are of films of {factor:.4g} times the resolution of these, cropped otherwise</source>
   <translation>die Auswertungen gehören zu Aufnahmen mit {factor:.4g}-facher Auflösung, anders beschnitten</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/fitted_frames.py" />
   <source>the readings are stretched: {x:.4g} times in width, {y:.4g} times in height</source>
   <translation>die Auswertungen sind verzerrt: {x:.4g}-fach in der Breite, {y:.4g}-fach in der Höhe</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/fitted_frames.py" />
   <source>the readings are turned by {angle:.1f}° anticlockwise</source>
   <translation>die Auswertungen sind um {angle:.1f}° gegen den Uhrzeigersinn gedreht</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/fitted_frames.py" />
   <source>the readings are turned by {angle:.1f}° anticlockwise, and cropped otherwise</source>
   <translation>die Auswertungen sind um {angle:.1f}° gegen den Uhrzeigersinn gedreht und anders beschnitten</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/fitted_frames.py" />
   <source>the readings are turned by {angle:.1f}° clockwise</source>
   <translation>die Auswertungen sind um {angle:.1f}° im Uhrzeigersinn gedreht</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/fitted_frames.py" />
   <source>the readings are turned by {angle:.1f}° clockwise, and cropped otherwise</source>
   <translation>die Auswertungen sind um {angle:.1f}° im Uhrzeigersinn gedreht und anders beschnitten</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/fitted_frames.py" />
   <source>the readings belong to films of {factor:.4g} times the resolution of these</source>
   <translation>die Auswertungen gehören zu Aufnahmen mit {factor:.4g}-facher Auflösung</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/frames.py" />
   <source>all predictions lie {x:.1f} mm to the left of and {y:.1f} mm above the readings</source>
   <translation>alle Vorhersagen liegen {x:.1f} mm links von den Auswertungen und {y:.1f} mm darüber</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/frames.py" />
   <source>all predictions lie {x:.1f} mm to the left of and {y:.1f} mm below the readings</source>
   <translation>alle Vorhersagen liegen {x:.1f} mm links von den Auswertungen und {y:.1f} mm darunter</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/frames.py" />
   <source>all predictions lie {x:.1f} mm to the right of and {y:.1f} mm above the readings</source>
   <translation>alle Vorhersagen liegen {x:.1f} mm rechts von den Auswertungen und {y:.1f} mm darüber</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/frames.py" />
   <source>all predictions lie {x:.1f} mm to the right of and {y:.1f} mm below the readings</source>
   <translation>alle Vorhersagen liegen {x:.1f} mm rechts von den Auswertungen und {y:.1f} mm darunter</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/frames.py" />
   <source>all readings lie {x:.1f} mm to the left of and {y:.1f} mm above the predictions</source>
   <translation>alle Auswertungen liegen {x:.1f} mm links von den Vorhersagen und {y:.1f} mm darüber</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/frames.py" />
   <source>all readings lie {x:.1f} mm to the left of and {y:.1f} mm below the predictions</source>
   <translation>alle Auswertungen liegen {x:.1f} mm links von den Vorhersagen und {y:.1f} mm darunter</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/frames.py" />
   <source>all readings lie {x:.1f} mm to the right of and {y:.1f} mm above the predictions</source>
   <translation>alle Auswertungen liegen {x:.1f} mm rechts von den Vorhersagen und {y:.1f} mm darüber</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/frames.py" />
   <source>all readings lie {x:.1f} mm to the right of and {y:.1f} mm below the predictions</source>
   <translation>alle Auswertungen liegen {x:.1f} mm rechts von den Vorhersagen und {y:.1f} mm darunter</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/frames.py" />
   <source>each film was cropped otherwise than when it was read, by {mm:.0f} mm at the median</source>
   <translation>jede Aufnahme ist anders beschnitten als bei der Auswertung, im Median um {mm:.0f} mm</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/frames.py" />
   <source>leave them empty in the predictions: −1, (0, 0) or −999 are no points of a film</source>
   <translation>lassen Sie sie in den Vorhersagen leer: −1, (0, 0) oder −999 sind keine Punkte einer Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/frames.py" />
   <source>leave them empty in the readings: −1, (0, 0) or −999 are no points of a film</source>
   <translation>lassen Sie sie in den Auswertungen leer: −1, (0, 0) oder −999 sind keine Punkte einer Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/frames.py" />
   <source>points that were not read count as read: {points}</source>
   <translation>Punkte, die nicht ausgewertet wurden, zählen als ausgewertet: {points}</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/frames.py" />
   <source>take the films that were read, or add to each prediction what was cut off of its film</source>
   <translation>nehmen Sie die Aufnahmen, die ausgewertet wurden, oder addieren Sie zu jeder Vorhersage, was abgeschnitten wurde</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/frames.py" />
   <source>take the films that were read, or add to each reading what was cut off of its film</source>
   <translation>nehmen Sie die Aufnahmen, die ausgewertet wurden, oder addieren Sie zu jeder Auswertung, was abgeschnitten wurde</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/frames.py" />
   <source>{symbol} on one film</source>
   <translation>{symbol} auf einer Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/frames.py" />
   <source>{symbol} on {films} films</source>
   <translation>{symbol} auf {films} Aufnahmen</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>a step is left out before points are read from the model's answer</source>
   <translation>ein Schritt fehlt, bevor die Punkte aus der Antwort des Modells gelesen werden</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>a step too many is taken before points are read from the model's answer</source>
   <translation>ein Schritt zu viel wird getan, bevor die Punkte aus der Antwort des Modells gelesen werden</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>all points lie a little off: the model's grid is laid on the film otherwise than in its training</source>
   <translation>alle Punkte liegen etwas daneben: das Gitter des Modells liegt anders auf der Aufnahme als im Training</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>context: {margin:g}; sampling: {sampling}</source>
   <translation>context: {margin:g}; sampling: {sampling}</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>each film normalised by its own mean and std</source>
   <translation>jede Aufnahme mit eigenem Mittelwert und eigener Std normiert</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>export the films as the detector gives them, without a gamma or another change of their greys</source>
   <translation>exportieren Sie die Aufnahmen, wie der Detektor sie liefert, ohne Gamma oder andere Änderung der Grauwerte</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>films are brought to the model's size by another rule than in its training</source>
   <translation>die Aufnahmen werden nach einer anderen Regel auf die Größe des Modells gebracht als im Training</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>films are inverted (bone is dark)</source>
   <translation>die Aufnahmen sind invertiert (Knochen ist dunkel)</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>films are made smaller in another way than in the model's training</source>
   <translation>die Aufnahmen werden auf andere Weise verkleinert als im Training des Modells</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>films are mirrored and their predictions are not</source>
   <translation>die Aufnahmen sind gespiegelt, ihre Vorhersagen nicht</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>films are mirrored and their readings are not</source>
   <translation>die Aufnahmen sind gespiegelt, ihre Auswertungen nicht</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>films are to be given to the model at {width} × {height} px, not at {now_width} × {now_height}</source>
   <translation>das Modell soll die Aufnahmen mit {width} × {height} px bekommen, nicht mit {now_width} × {now_height}</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>films face the other way</source>
   <translation>die Aufnahmen blicken in die andere Richtung</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>films lie a quarter turn anticlockwise</source>
   <translation>die Aufnahmen sind um eine Vierteldrehung gegen den Uhrzeigersinn gedreht</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>films lie a quarter turn clockwise</source>
   <translation>die Aufnahmen sind um eine Vierteldrehung im Uhrzeigersinn gedreht</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>films lie upside down</source>
   <translation>die Aufnahmen stehen auf dem Kopf</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>films made smaller by cubic splines</source>
   <translation>Aufnahmen kubisch verkleinert</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>films made smaller by the mean of areas</source>
   <translation>Aufnahmen durch Flächenmittel verkleinert</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>films made smaller linearly</source>
   <translation>Aufnahmen linear verkleinert</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>films reach the model at another size: it is to see {margin:g} times the film</source>
   <translation>die Aufnahmen haben für das Modell eine andere Größe als im Training: es soll das {margin:g}-fache der Aufnahme sehen</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>films reach the model in other greys than those of its training</source>
   <translation>die Aufnahmen erreichen das Modell mit anderen Grauwerten als im Training</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>films reach the model laid otherwise: they are to be stretched to its shape</source>
   <translation>die Aufnahmen liegen für das Modell anders als im Training: sie sind auf seine Form zu strecken</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>films reach the model laid otherwise: they belong in the middle, between bars</source>
   <translation>die Aufnahmen liegen für das Modell anders als im Training: sie gehören in die Mitte, zwischen Balken</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>films reach the model laid otherwise: they belong in the upper left corner</source>
   <translation>die Aufnahmen liegen für das Modell anders als im Training: sie gehören in die linke obere Ecke</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>films use a part of their grey values</source>
   <translation>die Aufnahmen nutzen nur einen Teil ihrer Grauwerte</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>films, but not their predictions, lie a quarter turn anticlockwise</source>
   <translation>die Aufnahmen, nicht aber ihre Vorhersagen, sind um eine Vierteldrehung gegen den Uhrzeigersinn gedreht</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>films, but not their predictions, lie a quarter turn clockwise</source>
   <translation>die Aufnahmen, nicht aber ihre Vorhersagen, sind um eine Vierteldrehung im Uhrzeigersinn gedreht</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>films, but not their predictions, lie upside down</source>
   <translation>die Aufnahmen, nicht aber ihre Vorhersagen, stehen auf dem Kopf</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>films, but not their readings, lie a quarter turn anticlockwise</source>
   <translation>die Aufnahmen, nicht aber ihre Auswertungen, sind um eine Vierteldrehung gegen den Uhrzeigersinn gedreht</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>films, but not their readings, lie a quarter turn clockwise</source>
   <translation>die Aufnahmen, nicht aber ihre Auswertungen, sind um eine Vierteldrehung im Uhrzeigersinn gedreht</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>films, but not their readings, lie upside down</source>
   <translation>die Aufnahmen, nicht aber ihre Auswertungen, stehen auf dem Kopf</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>heatmaps for a sigmoid and the {decoding}</source>
   <translation>Heatmaps für ein Sigmoid und: {decoding}</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>heatmaps for {decoding}</source>
   <translation>Heatmaps für: {decoding}</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>input size: {width} × {height}</source>
   <translation>Eingabegröße: {width} × {height}</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>invert the films</source>
   <translation>invertieren Sie die Aufnahmen</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>keep this repair beside the model, and tell who trained it</source>
   <translation>behalten Sie diese Berichtigung neben dem Modell, und sagen Sie es dem, der es trainiert hat</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>mean and std are of greys of {grey_scale}</source>
   <translation>mean und std gelten für Grauwerte von {grey_scale}</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>mirror the films before the model sees them</source>
   <translation>spiegeln Sie die Aufnahmen, bevor das Modell sie sieht</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>mirror the films, or take them from their source again</source>
   <translation>spiegeln Sie die Aufnahmen, oder holen Sie sie neu aus ihrer Quelle</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>no setting can hold this: ask who trained the model for the training code</source>
   <translation>keine Einstellung kann das festhalten: bitten Sie den, der das Modell trainiert hat, um den Trainingscode</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>normalised with mean {mean} and std {std}</source>
   <translation>normiert mit mean {mean} und std {std}</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>padding: {padding}</source>
   <translation>padding: {padding}</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>points are read from the model's answer in another way than it was trained for</source>
   <translation>die Punkte werden anders aus der Antwort des Modells gelesen, als es im Training vorgesehen war</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>resized, pixel centres aligned</source>
   <translation>verkleinert, Pixelmitten auf Pixelmitten</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>stretch the films' greys</source>
   <translation>spreizen Sie die Grauwerte der Aufnahmen</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>the activation of the heatmaps: {activation}</source>
   <translation>Aktivierung der Heatmaps: {activation}</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>the channels as {colour}</source>
   <translation>Kanäle als {colour}</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>the colours of films reach the model in another order than in its training</source>
   <translation>die Farben der Aufnahmen erreichen das Modell in anderer Reihenfolge als im Training</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>the middle greys of the films are too bright (as by a gamma of {gamma:.2g})</source>
   <translation>die mittleren Grauwerte der Aufnahmen sind zu hell (wie durch ein Gamma von {gamma:.2g})</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>the middle greys of the films are too dark (as by a gamma of {gamma:.2g})</source>
   <translation>die mittleren Grauwerte der Aufnahmen sind zu dunkel (wie durch ein Gamma von {gamma:.2g})</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>the model's parts are joined in another way than in its training</source>
   <translation>die Teile des Modells sind anders verbunden als im Training</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>the network's branches joined by {fusion} up-sampling</source>
   <translation>Zweige des Netzes verbunden durch Vergrößern nach {fusion}</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>turn the films upright</source>
   <translation>stellen Sie die Aufnahmen aufrecht</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>warped from corner to corner, as the pose codes do</source>
   <translation>verzerrt von Ecke zu Ecke, wie Programme für Körperhaltungen es tun</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>warped from first to last pixel (UDP)</source>
   <translation>verzerrt vom ersten zum letzten Pixel (UDP)</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/hypotheses.py" />
   <source>where a heatmap cell lies: {rule}</source>
   <translation>wo eine Zelle der Heatmap liegt: {rule}</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/input_frames.py" />
   <source>take the predictions back to px of the film</source>
   <translation>bringen Sie die Vorhersagen zurück in px der Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/input_frames.py" />
   <source>take the readings back to px of the film</source>
   <translation>bringen Sie die Auswertungen zurück in px der Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/input_frames.py" />
   <source>{title} ({width} × {height} px, the film in the middle between bars)</source>
   <translation>{title} ({width} × {height} px, die Aufnahme in der Mitte zwischen Balken)</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/input_frames.py" />
   <source>{title} ({width} × {height} px, the film in the upper left corner)</source>
   <translation>{title} ({width} × {height} px, die Aufnahme in der linken oberen Ecke)</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/input_frames.py" />
   <source>{title} ({width} × {height} px, the film stretched to it)</source>
   <translation>{title} ({width} × {height} px, die Aufnahme darauf gestreckt)</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/labels.py" />
   <source>add ({x:.1f}, {y:.1f}) px to the predictions: they were made on films that were not cropped like these</source>
   <translation>addieren Sie ({x:.1f}, {y:.1f}) px zu den Vorhersagen: sie entstanden auf anders beschnittenen Aufnahmen</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/labels.py" />
   <source>add ({x:.1f}, {y:.1f}) px to the readings: they were made on films that were not cropped like these</source>
   <translation>addieren Sie ({x:.1f}, {y:.1f}) px zu den Auswertungen: sie entstanden auf anders beschnittenen Aufnahmen</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/labels.py" />
   <source>put the predictions' landmarks in the order of the readings, or choose the scheme that the predictions have</source>
   <translation>bringen Sie die Messpunkte der Vorhersagen in die Reihenfolge der Auswertungen, oder wählen Sie das Schema, das die Vorhersagen haben</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/labels.py" />
   <source>put the readings' landmarks in the order of the predictions, or choose the scheme that the readings have</source>
   <translation>bringen Sie die Messpunkte der Auswertungen in die Reihenfolge der Vorhersagen, oder wählen Sie das Schema, das die Auswertungen haben</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/labels.py" />
   <source>read them by that order: they lack nothing</source>
   <translation>lesen Sie sie in dieser Reihenfolge: es fehlt nichts</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/labels.py" />
   <source>read them by that order: they lack {symbols}</source>
   <translation>lesen Sie sie in dieser Reihenfolge: es fehlen {symbols}</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/labels.py" />
   <source>subtract 1 px from x and y of the predictions</source>
   <translation>ziehen Sie 1 px von x und y der Vorhersagen ab</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/labels.py" />
   <source>subtract 1 px from x and y of the readings</source>
   <translation>ziehen Sie 1 px von x und y der Auswertungen ab</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/labels.py" />
   <source>the predictions count pixels from 1</source>
   <translation>die Vorhersagen zählen die Pixel ab 1</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/labels.py" />
   <source>the predictions hold {others} other points, {before} of them before the landmarks</source>
   <translation>die Vorhersagen enthalten {others} andere Punkte, {before} davon vor den Messpunkten</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/labels.py" />
   <source>the predictions' landmarks are counted from another one: each stands {far} earlier than it should</source>
   <translation>die Messpunkte der Vorhersagen sind von einem anderen an gezählt: jeder steht um {far} zu früh</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/labels.py" />
   <source>the predictions' landmarks are counted from another one: each stands {far} later than it should</source>
   <translation>die Messpunkte der Vorhersagen sind von einem anderen an gezählt: jeder steht um {far} zu spät</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/labels.py" />
   <source>the predictions' landmarks are in another order: {wrong} of {all} stand elsewhere</source>
   <translation>die Messpunkte der Vorhersagen sind in anderer Reihenfolge: {wrong} von {all} stehen anderswo</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/labels.py" />
   <source>the predictions' points are in the order of {scheme}</source>
   <translation>die Punkte der Vorhersagen sind in der Reihenfolge von {scheme}</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/labels.py" />
   <source>the predictions' points are in the order of {scheme}, cut to {count}</source>
   <translation>die Punkte der Vorhersagen sind in der Reihenfolge von {scheme}, gekürzt auf {count}</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/labels.py" />
   <source>the readings count pixels from 1</source>
   <translation>die Auswertungen zählen die Pixel ab 1</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/labels.py" />
   <source>the readings hold {others} other points, {before} of them before the landmarks</source>
   <translation>die Auswertungen enthalten {others} andere Punkte, {before} davon vor den Messpunkten</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/labels.py" />
   <source>the readings' landmarks are counted from another one: each stands {far} earlier than it should</source>
   <translation>die Messpunkte der Auswertungen sind von einem anderen an gezählt: jeder steht um {far} zu früh</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/labels.py" />
   <source>the readings' landmarks are counted from another one: each stands {far} later than it should</source>
   <translation>die Messpunkte der Auswertungen sind von einem anderen an gezählt: jeder steht um {far} zu spät</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/labels.py" />
   <source>the readings' landmarks are in another order: {wrong} of {all} stand elsewhere</source>
   <translation>die Messpunkte der Auswertungen sind in anderer Reihenfolge: {wrong} von {all} stehen anderswo</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/labels.py" />
   <source>the readings' points are in the order of {scheme}</source>
   <translation>die Punkte der Auswertungen sind in der Reihenfolge von {scheme}</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/labels.py" />
   <source>the readings' points are in the order of {scheme}, cut to {count}</source>
   <translation>die Punkte der Auswertungen sind in der Reihenfolge von {scheme}, gekürzt auf {count}</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/labels.py" />
   <source>{pairs} are exchanged in the predictions</source>
   <translation>{pairs} sind in den Vorhersagen vertauscht</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/labels.py" />
   <source>{pairs} are exchanged in the readings</source>
   <translation>{pairs} sind in den Auswertungen vertauscht</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/mixed.py" />
   <source>give each film its own prediction</source>
   <translation>geben Sie jeder Aufnahme ihre eigene Vorhersage</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/mixed.py" />
   <source>give each film its own reading</source>
   <translation>geben Sie jeder Aufnahme ihre eigene Auswertung</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/mixed.py" />
   <source>that of {film} in the file of {file}</source>
   <translation>die von {film} in der Datei von {file}</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/mixed.py" />
   <source>the predictions of {count} films lie in other films' files: {named}</source>
   <translation>die Vorhersagen von {count} Aufnahmen liegen in den Dateien anderer Aufnahmen: {named}</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/mixed.py" />
   <source>the readings of {count} films lie in other films' files: {named}</source>
   <translation>die Auswertungen von {count} Aufnahmen liegen in den Dateien anderer Aufnahmen: {named}</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/mixed.py" />
   <source>{named} and {count} more</source>
   <translation>{named} und {count} weitere</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/odd_films.py" />
   <source>give the film its own prediction</source>
   <translation>geben Sie der Aufnahme ihre eigene Vorhersage</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/odd_films.py" />
   <source>give the film its own reading</source>
   <translation>geben Sie der Aufnahme ihre eigene Auswertung</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/odd_films.py" />
   <source>its prediction is that of {name}</source>
   <translation>ihre Vorhersage ist die von {name}</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/odd_films.py" />
   <source>its reading is that of {name}</source>
   <translation>ihre Auswertung ist die von {name}</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/odd_films.py" />
   <source>look at it: it may be no lateral head film, or its prediction another film's</source>
   <translation>sehen Sie sie an: vielleicht ist sie kein Fernröntgenseitenbild, oder ihre Vorhersage gehört zu einer anderen Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/odd_films.py" />
   <source>look at it: it may be no lateral head film, or its reading another film's</source>
   <translation>sehen Sie sie an: vielleicht ist sie kein Fernröntgenseitenbild, oder ihre Auswertung gehört zu einer anderen Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/odd_films.py" />
   <source>look at them one by one</source>
   <translation>sehen Sie sie einzeln an</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/odd_films.py" />
   <source>mean error {worst:.1f} mm there and {usual:.2f} mm on the others</source>
   <translation>mittlerer Fehler dort {worst:.1f} mm und auf den anderen {usual:.2f} mm</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/odd_films.py" />
   <source>measure a ruler there, and correct images.csv</source>
   <translation>messen Sie dort ein Lineal aus und berichtigen Sie images.csv</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/odd_films.py" />
   <source>nothing tried explains it</source>
   <translation>nichts davon, was versucht wurde, erklärt es</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/odd_films.py" />
   <source>one film of {films} is unlike the others ({names}): {reason}</source>
   <translation>eine Aufnahme von {films} ist anders als die übrigen ({names}): {reason}</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/odd_films.py" />
   <source>the mm per px belong to other films: by them the face is far larger than on the others</source>
   <translation>die mm pro px gehören zu anderen Aufnahmen: mit ihnen ist das Gesicht viel größer als auf den übrigen</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/odd_films.py" />
   <source>the mm per px belong to other films: by them the face is far smaller than on the others</source>
   <translation>die mm pro px gehören zu anderen Aufnahmen: mit ihnen ist das Gesicht viel kleiner als auf den übrigen</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/odd_films.py" />
   <source>{count} of {films} films ({names}): {reason}</source>
   <translation>{count} von {films} Aufnahmen ({names}): {reason}</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/odd_films.py" />
   <source>{seen}; with that mended it is {then:.1f} mm</source>
   <translation>{seen}; ist das behoben, sind es {then:.1f} mm</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/odd_films.py" />
   <source>{times:.0f} times the error of the others</source>
   <translation>das {times:.0f}-fache des Fehlers der anderen</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/of_predictions.py" />
   <source>check that they are of these films and of these landmarks; a diagnosis of the model itself tries more</source>
   <translation>prüfen Sie, ob sie zu diesen Aufnahmen und Messpunkten gehören; eine Untersuchung des Modells selbst versucht mehr</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/of_predictions.py" />
   <source>looking at the predictions</source>
   <translation>die Vorhersagen werden angesehen</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/of_predictions.py" />
   <source>looking at the readings</source>
   <translation>die Auswertungen werden angesehen</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/of_predictions.py" />
   <source>mean error {before:.0f} mm as they are, and no better in any of the known frames, units and orders</source>
   <translation>mittlerer Fehler {before:.0f} mm, so wie sie sind, und in keinem bekannten Koordinatensystem, keiner Einheit und keiner Reihenfolge besser</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/of_predictions.py" />
   <source>no frame, unit or order of points that is tried explains it</source>
   <translation>kein Koordinatensystem, keine Einheit und keine Reihenfolge der Punkte, die versucht wurden, erklärt es</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/of_predictions.py" />
   <source>the first {most} of {films} films were looked at</source>
   <translation>die ersten {most} von {films} Aufnahmen wurden angesehen</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/of_predictions.py" />
   <source>the predictions make no sense of these films, whatever was tried</source>
   <translation>die Vorhersagen ergeben auf diesen Aufnahmen keinen Sinn, was auch versucht wurde</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/of_predictions.py" />
   <source>the readings make no sense of these films, whatever was tried</source>
   <translation>die Auswertungen ergeben auf diesen Aufnahmen keinen Sinn, was auch versucht wurde</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/of_predictions.py" />
   <source>{lost:.0f} % of the points are off by more than 10 mm, which is no matter of precision: {why}.</source>
   <translation>{lost:.0f} % der Punkte liegen mehr als 10 mm daneben, was keine Frage der Genauigkeit ist: {why}.</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/points.py" />
   <source>look at the predictions of {symbol}; if they are right, train the model further on them</source>
   <translation>sehen Sie die Vorhersagen von {symbol} an; stimmen sie, trainieren Sie das Modell damit weiter</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/points.py" />
   <source>look at the readings of {symbol}; if they are right, train the model further on them</source>
   <translation>sehen Sie die Auswertungen von {symbol} an; stimmen sie, trainieren Sie das Modell damit weiter</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/points.py" />
   <source>mean error {mre:.1f} mm against {usual:.2f} mm of a usual landmark, to no side in particular</source>
   <translation>mittlerer Fehler {mre:.1f} mm gegenüber {usual:.2f} mm eines üblichen Messpunkts, nach keiner bestimmten Seite</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/points.py" />
   <source>settle the definition of {symbol}, or train the model further on predictions of these doctors</source>
   <translation>einigen Sie sich auf die Definition von {symbol}, oder trainieren Sie das Modell an Vorhersagen dieser Behandler weiter</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/points.py" />
   <source>settle the definition of {symbol}, or train the model further on readings of these doctors</source>
   <translation>einigen Sie sich auf die Definition von {symbol}, oder trainieren Sie das Modell an Auswertungen dieser Behandler weiter</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/points.py" />
   <source>the model's point lies {way} the prediction on average; without that its mean error is {rest:.2f}, not {mre:.2f} mm</source>
   <translation>gegenüber der Vorhersage liegt der Punkt des Modells im Mittel {way}; ohne das ist sein mittlerer Fehler {rest:.2f}, nicht {mre:.2f} mm</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/points.py" />
   <source>the model's point lies {way} the reading on average; without that its mean error is {rest:.2f}, not {mre:.2f} mm</source>
   <translation>gegenüber der Auswertung liegt der Punkt des Modells im Mittel {way}; ohne das ist sein mittlerer Fehler {rest:.2f}, nicht {mre:.2f} mm</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/points.py" />
   <source>the spread about the shift is {rest:.1f} mm over {films} films</source>
   <translation>die Streuung um diese Verschiebung ist {rest:.1f} mm über {films} Aufnahmen</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/points.py" />
   <source>{seen} ({by_reader})</source>
   <translation>{seen} ({by_reader})</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/points.py" />
   <source>{symbol} is far off on most films while the others are not</source>
   <translation>{symbol} liegt auf den meisten Aufnahmen weit daneben, die anderen nicht</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/points.py" />
   <source>{symbol} is read by two definitions: {others} by another than {with_it}, whom the model follows</source>
   <translation>{symbol} wird nach zwei Definitionen ausgewertet: {others} nach einer anderen als {with_it}, dem das Modell folgt</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/points.py" />
   <source>{symbol} lies to one side on all films: the model and the readers mean different points</source>
   <translation>{symbol} liegt auf allen Aufnahmen nach derselben Seite: Modell und Auswerter meinen verschiedene Punkte</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/points.py" />
   <source>{way} that of {reader}</source>
   <translation>{way} gegenüber {reader}</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/points.py" />
   <source>{x:.1f} mm behind and {y:.1f} mm above</source>
   <translation>{x:.1f} mm weiter hinten und {y:.1f} mm höher</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/points.py" />
   <source>{x:.1f} mm behind and {y:.1f} mm below</source>
   <translation>{x:.1f} mm weiter hinten und {y:.1f} mm tiefer</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/points.py" />
   <source>{x:.1f} mm in front of and {y:.1f} mm above</source>
   <translation>{x:.1f} mm weiter vorn und {y:.1f} mm höher</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/points.py" />
   <source>{x:.1f} mm in front of and {y:.1f} mm below</source>
   <translation>{x:.1f} mm weiter vorn und {y:.1f} mm tiefer</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/readers.py" />
   <source>in the files of {observer}: {advice}</source>
   <translation>in den Dateien von {observer}: {advice}</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/readers.py" />
   <source>judge by {best} alone, or have the films of {worst} read again</source>
   <translation>urteilen Sie nach {best} allein, oder lassen Sie die Aufnahmen von {worst} neu auswerten</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/readers.py" />
   <source>mean error {before:.2f} mm against the mean of the readers, {after:.2f} mm once {observer} is understood so; the other readers are right as they are</source>
   <translation>mittlerer Fehler {before:.2f} mm gegenüber dem Mittel der Auswerter, {after:.2f} mm, sobald {observer} so verstanden wird; die anderen Auswerter sind richtig, wie sie sind</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/readers.py" />
   <source>on {better} of {films} films the error would be less if {worst} were as steady as {best}</source>
   <translation>auf {better} von {films} Aufnahmen wäre der Fehler kleiner, wenn {worst} so gleichmäßig läse wie {best}</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/readers.py" />
   <source>one reader, {observer}: {what}</source>
   <translation>ein Auswerter, {observer}: {what}</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/readers.py" />
   <source>points of {worst} scatter by {scatter:.1f} mm about the model, of {best} by {other:.1f} mm</source>
   <translation>die Punkte von {worst} streuen mit {scatter:.1f} mm um das Modell, die von {best} mit {other:.1f} mm</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/readers.py" />
   <source>trying each reader by himself</source>
   <translation>jeder Auswerter wird für sich versucht</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/readers.py" />
   <source>{worst} is {more:.1f} mm noisier than {best}</source>
   <translation>{worst} streut {more:.1f} mm mehr als {best}</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/repair.py" />
   <source>{name} cannot be made: {value}.</source>
   <translation>{name} kann nicht angelegt werden: {value}.</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/scale.py" />
   <source>cm and mm</source>
   <translation>cm und mm</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/scale.py" />
   <source>full ISBI films of 2400 rows against those reduced to 1280</source>
   <translation>ISBI-Aufnahmen mit 2400 Zeilen gegen die auf 1280 verkleinerten</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/scale.py" />
   <source>inches</source>
   <translation>Zoll</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/scale.py" />
   <source>measure a ruler on one film, and correct images.csv</source>
   <translation>messen Sie das Lineal einer Aufnahme und berichtigen Sie images.csv</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/scale.py" />
   <source>mm computed with px of what the model is given instead of px of the film</source>
   <translation>mm aus px des Bildes, das das Modell bekommt, statt aus px der Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/scale.py" />
   <source>nasion and menton lie {length:.0f} mm apart at the median of {films} films, in faces it is {usual:.0f} mm; a factor of {factor:.3g} explains it ({why}), and the mean error is then {right:.2f} mm, not {mre:.2f} mm</source>
   <translation>Nasion und Menton liegen im Median von {films} Aufnahmen {length:.0f} mm auseinander, in Gesichtern sind es {usual:.0f} mm; ein Faktor von {factor:.3g} erklärt es ({why}), und der mittlere Fehler ist dann {right:.2f} mm, nicht {mre:.2f} mm</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/scale.py" />
   <source>nasion and menton lie {mean:.0f} mm apart on average, in adults {usual:.0f} mm: these are larger faces, or the mm per px are off by {share:.0%}; a ruler on one film tells</source>
   <translation>Nasion und Menton liegen im Mittel {mean:.0f} mm auseinander, bei Erwachsenen {usual:.0f} mm: entweder sind diese Gesichter größer, oder die mm pro px sind um {share:.0%} falsch; ein Lineal auf einer Aufnahme entscheidet es</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/scale.py" />
   <source>nasion and menton lie {mean:.0f} mm apart on average, in adults {usual:.0f} mm: these are smaller faces, of children perhaps, or the mm per px are off by {share:.0%}; a ruler on one film tells</source>
   <translation>Nasion und Menton liegen im Mittel {mean:.0f} mm auseinander, bei Erwachsenen {usual:.0f} mm: entweder sind diese Gesichter kleiner, vielleicht von Kindern, oder die mm pro px sind um {share:.0%} falsch; ein Lineal auf einer Aufnahme entscheidet es</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/scale.py" />
   <source>px of the film, not mm</source>
   <translation>px der Aufnahme, nicht mm</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/scale.py" />
   <source>px of what the model is given, not mm</source>
   <translation>px des Bildes, das das Modell bekommt, nicht mm</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/scale.py" />
   <source>the film against what the model is given</source>
   <translation>die Aufnahme gegen das Bild, das das Modell bekommt</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/scale.py" />
   <source>the films are calibrated wrongly: {now:.4g} mm per px should be about {right:.4g}</source>
   <translation>die Aufnahmen sind falsch kalibriert: {now:.4g} mm pro px sollten etwa {right:.4g} sein</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/scale.py" />
   <source>the model's file gives {reported:.2f} as its own error; as {how} that would be {value:.2f} mm, about the {mre:.2f} mm measured here: compare figures in film px times the film's mm per px only</source>
   <translation>die Modelldatei nennt {reported:.2f} als ihren eigenen Fehler; gelesen als {how} wären das {value:.2f} mm, etwa die hier gemessenen {mre:.2f} mm: vergleichen Sie nur Zahlen aus px der Aufnahme mal deren mm pro px</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/scale.py" />
   <source>the size of faces</source>
   <translation>die Größe der Gesichter</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/scale.py" />
   <source>{share:.0%} of the films are outside what faces are</source>
   <translation>{share:.0%} der Aufnahmen liegen außerhalb der Größe von Gesichtern</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/search.py" />
   <source>measuring the set-up as it is</source>
   <translation>der jetzige Zustand wird gemessen</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/search.py" />
   <source>prediction the model's answers and the predictions otherwise: order, frame, resolution</source>
   <translation>Antworten des Modells und Vorhersagen werden anders gelesen: Reihenfolge, Koordinaten, Auflösung</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/search.py" />
   <source>prediction the points otherwise: order, frame, resolution</source>
   <translation>Punkte werden anders gelesen: Reihenfolge, Koordinaten, Auflösung</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/search.py" />
   <source>reading the model's answers and the readings otherwise: order, frame, resolution</source>
   <translation>Antworten des Modells und Auswertungen werden anders gelesen: Reihenfolge, Koordinaten, Auflösung</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/search.py" />
   <source>reading the points otherwise: order, frame, resolution</source>
   <translation>Punkte werden anders gelesen: Reihenfolge, Koordinaten, Auflösung</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/search.py" />
   <source>running the model anew: greys, size and place of the film, polarity, orientation</source>
   <translation>das Modell läuft neu: Grauwerte, Größe und Lage der Aufnahme, Polarität, Ausrichtung</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/search.py" />
   <source>trying on all films what helps on a few</source>
   <translation>was auf wenigen hilft, wird auf allen Aufnahmen versucht</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/search.py" />
   <source>weighing the causes against one another</source>
   <translation>die Ursachen werden gegeneinander abgewogen</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/search.py" />
   <source>{doing} (once more, with what was found repaired)</source>
   <translation>{doing} (noch einmal, das Gefundene berichtigt)</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/slips.py" />
   <source>and {count} more such points</source>
   <translation>und {count} weitere solche Punkte</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/slips.py" />
   <source>correct the prediction</source>
   <translation>berichtigen Sie die Vorhersage</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/slips.py" />
   <source>correct the reading</source>
   <translation>berichtigen Sie die Auswertung</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/slips.py" />
   <source>it lies {away:.1f} mm from the model and {off_shape:.1f} mm from where the other points of the face put it; nobody else read it</source>
   <translation>er liegt {away:.1f} mm vom Modell entfernt und {off_shape:.1f} mm von dort, wo ihn die anderen Punkte des Gesichts erwarten lassen; niemand sonst hat ihn ausgewertet</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/slips.py" />
   <source>it lies {away:.1f} mm from the model, the other reader {other:.1f} mm, and {off_shape:.1f} mm from where the other points of the face put it</source>
   <translation>er liegt {away:.1f} mm vom Modell entfernt, der andere Auswerter {other:.1f} mm, und {off_shape:.1f} mm von dort, wo ihn die anderen Punkte des Gesichts erwarten lassen</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/slips.py" />
   <source>the other reader agrees with the model</source>
   <translation>der andere Auswerter stimmt mit dem Modell überein</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/slips.py" />
   <source>the other reader and the shape of the face agree with the model</source>
   <translation>der andere Auswerter und die Form des Gesichts stimmen mit dem Modell überein</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/slips.py" />
   <source>the shape of the face agrees with the model</source>
   <translation>die Form des Gesichts stimmt mit dem Modell überein</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/slips.py" />
   <source>{point} is a slip of the reader, not an error of the model</source>
   <translation>{point} ist ein Versehen des Auswerters, kein Fehler des Modells</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/slips.py" />
   <source>{point} lies {mm:.1f} mm from the model and the other reader: worth a look</source>
   <translation>{point} liegt {mm:.1f} mm vom Modell und vom anderen Auswerter entfernt: ein Blick lohnt</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/slips.py" />
   <source>{point} lies {mm:.1f} mm from the model, and no other reader tells who is right</source>
   <translation>{point} liegt {mm:.1f} mm vom Modell entfernt, und kein anderer Auswerter sagt, wer recht hat</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/slips.py" />
   <source>{symbol} of {film} as {reader} read it</source>
   <translation>{symbol} von {film} in der Auswertung von {reader}</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/unread.py" />
   <source>There is no film to diagnose: name films or a folder of them.</source>
   <translation>Es gibt keine Aufnahme zu untersuchen: nennen Sie Aufnahmen oder einen Ordner davon.</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/unread.py" />
   <source>a hint: sure is not right, and only predictions tell how far off points are</source>
   <translation>ein Hinweis: sicher ist nicht richtig, und nur Vorhersagen sagen, wie weit Punkte daneben liegen</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/unread.py" />
   <source>a hint: sure is not right, and only readings tell how far off points are</source>
   <translation>ein Hinweis: sicher ist nicht richtig, und nur Auswertungen sagen, wie weit Punkte daneben liegen</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/unread.py" />
   <source>no predictions: comparing how sure the model is of the films, prepared in different ways</source>
   <translation>keine Vorhersagen: verglichen wird, wie sicher sich das Modell bei verschieden vorbereiteten Aufnahmen ist</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/unread.py" />
   <source>no readings: comparing how sure the model is of the films, prepared in different ways</source>
   <translation>keine Auswertungen: verglichen wird, wie sicher sich das Modell bei verschieden vorbereiteten Aufnahmen ist</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/unread.py" />
   <source>the films have no predictions with a mm per pixel, so this was judged by the model's confidence alone; put predictions beside some films to have the order of landmarks and the calibration judged, too</source>
   <translation>die Aufnahmen haben keine Vorhersagen mit mm pro Pixel, deshalb wurde nur nach der Sicherheit des Modells geurteilt; legen Sie Vorhersagen neben einige Aufnahmen, damit auch die Reihenfolge der Messpunkte und die Kalibrierung geprüft werden</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/unread.py" />
   <source>the films have no readings with a mm per pixel, so this was judged by the model's confidence alone; put readings beside some films to have the order of landmarks and the calibration judged, too</source>
   <translation>die Aufnahmen haben keine Auswertungen mit mm pro Pixel, deshalb wurde nur nach der Sicherheit des Modells geurteilt; legen Sie Auswertungen neben einige Aufnahmen, damit auch die Reihenfolge der Messpunkte und die Kalibrierung geprüft werden</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/unread.py" />
   <source>the mean confidence rises from {before:.2f} to {after:.2f} on {films} films</source>
   <translation>die mittlere Sicherheit steigt von {before:.2f} auf {after:.2f} auf {films} Aufnahmen</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/what_if.py" />
   <source>an order that starts elsewhere</source>
   <translation>eine Reihenfolge, die woanders beginnt</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/what_if.py" />
   <source>as the checkpoint says</source>
   <translation>wie die Modelldatei es sagt</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/what_if.py" />
   <source>changes nothing for this model</source>
   <translation>ändert an diesem Modell nichts</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/what_if.py" />
   <source>channels the other way round (BGR)</source>
   <translation>Kanäle umgekehrt (BGR)</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/what_if.py" />
   <source>decoded by {decoding}</source>
   <translation>dekodiert durch {decoding}</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/what_if.py" />
   <source>film inverted</source>
   <translation>Aufnahme invertiert</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/what_if.py" />
   <source>film mirrored</source>
   <translation>Aufnahme gespiegelt</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/what_if.py" />
   <source>heatmap rule {rule}</source>
   <translation>Heatmap-Regel {rule}</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/what_if.py" />
   <source>input of 0-255</source>
   <translation>Eingabe von 0-255</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/what_if.py" />
   <source>its own preprocessing</source>
   <translation>seine eigene Vorverarbeitung</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/what_if.py" />
   <source>landmarks counted one too far</source>
   <translation>Messpunkte um eins zu weit gezählt</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/what_if.py" />
   <source>mean 0 and std 1</source>
   <translation>mean 0 und std 1</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/what_if.py" />
   <source>mean and std 0.5</source>
   <translation>mean und std 0.5</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/what_if.py" />
   <source>other fusion</source>
   <translation>andere Fusion</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/what_if.py" />
   <source>padding in the corner</source>
   <translation>Aufnahme in der Ecke</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/what_if.py" />
   <source>points taken back</source>
   <translation>Punkte zurückgerechnet</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/what_if.py" />
   <source>stretched to a square</source>
   <translation>zum Quadrat gestreckt</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/what_if.py" />
   <source>stretched to the input</source>
   <translation>auf die Eingabe gestreckt</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/what_if.py" />
   <source>the model takes {colour}: grey films have no order of channels</source>
   <translation>das Modell nimmt {colour}: graue Aufnahmen haben keine Reihenfolge der Kanäle</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/what_if.py" />
   <source>what is done to the same film</source>
   <translation>was mit derselben Aufnahme geschieht</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/what_if.py" />
   <source>what is done to the same {films} films</source>
   <translation>was mit denselben {films} Aufnahmen geschieht</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/what_if.py" />
   <source>width and height of the input exchanged</source>
   <translation>Breite und Höhe der Eingabe vertauscht</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/what_if.py" />
   <source>{one} and {other} exchanged</source>
   <translation>{one} und {other} vertauscht</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>add 1 to x and y, halve them, and multiply x by the film's width and y by its height</source>
   <translation>addieren Sie 1 zu x und y, halbieren Sie beide, und multiplizieren Sie x mit der Breite und y mit der Höhe der Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>divide the predictions by 10 and by the mm per px of their film</source>
   <translation>teilen Sie die Vorhersagen durch 10 und durch die mm je px ihrer Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>divide the predictions by 100, then multiply x by the film's width and y by its height</source>
   <translation>teilen Sie die Vorhersagen durch 100, und multiplizieren Sie dann x mit der Breite und y mit der Höhe der Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>divide the predictions by 1000, then multiply x by the film's width and y by its height</source>
   <translation>teilen Sie die Vorhersagen durch 1000, und multiplizieren Sie dann x mit der Breite und y mit der Höhe der Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>divide the predictions by the mm per px of their film</source>
   <translation>teilen Sie die Vorhersagen durch die mm pro px ihrer Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>divide the readings by 10 and by the mm per px of their film</source>
   <translation>teilen Sie die Auswertungen durch 10 und durch die mm je px ihrer Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>divide the readings by 100, then multiply x by the film's width and y by its height</source>
   <translation>teilen Sie die Auswertungen durch 100, und multiplizieren Sie dann x mit der Breite und y mit der Höhe der Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>divide the readings by 1000, then multiply x by the film's width and y by its height</source>
   <translation>teilen Sie die Auswertungen durch 1000, und multiplizieren Sie dann x mit der Breite und y mit der Höhe der Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>divide the readings by the mm per px of their film</source>
   <translation>teilen Sie die Auswertungen durch die mm pro px ihrer Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>exchange the predictions' columns</source>
   <translation>vertauschen Sie die Spalten der Vorhersagen</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>exchange the predictions' columns, then take x from the film's width</source>
   <translation>vertauschen Sie die Spalten der Vorhersagen, und ziehen Sie dann x von der Breite der Aufnahme ab</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>exchange the predictions' columns, then take x from the film's width and y from its height</source>
   <translation>vertauschen Sie die Spalten der Vorhersagen, und ziehen Sie dann x von der Breite und y von der Höhe der Aufnahme ab</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>exchange the predictions' columns, then take y from the film's height</source>
   <translation>vertauschen Sie die Spalten der Vorhersagen, und ziehen Sie dann y von der Höhe der Aufnahme ab</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>exchange the readings' columns</source>
   <translation>vertauschen Sie die Spalten der Auswertungen</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>exchange the readings' columns, then take x from the film's width</source>
   <translation>vertauschen Sie die Spalten der Auswertungen, und ziehen Sie dann x von der Breite der Aufnahme ab</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>exchange the readings' columns, then take x from the film's width and y from its height</source>
   <translation>vertauschen Sie die Spalten der Auswertungen, und ziehen Sie dann x von der Breite und y von der Höhe der Aufnahme ab</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>exchange the readings' columns, then take y from the film's height</source>
   <translation>vertauschen Sie die Spalten der Auswertungen, und ziehen Sie dann y von der Höhe der Aufnahme ab</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>in the predictions x and y are exchanged</source>
   <translation>in den Vorhersagen sind x und y vertauscht</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>in the predictions x and y are exchanged, and both count from the other edge</source>
   <translation>in den Vorhersagen sind x und y vertauscht, und beide zählen vom anderen Rand</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>in the readings x and y are exchanged</source>
   <translation>in den Auswertungen sind x und y vertauscht</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>in the readings x and y are exchanged, and both count from the other edge</source>
   <translation>in den Auswertungen sind x und y vertauscht, und beide zählen vom anderen Rand</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>multiply the predictions by 10 and divide them by the mm per px of their film</source>
   <translation>multiplizieren Sie die Vorhersagen mit 10, und teilen Sie sie durch die mm je px ihrer Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>multiply the predictions by 25.4 and divide them by the mm per px of their film</source>
   <translation>multiplizieren Sie die Vorhersagen mit 25,4, und teilen Sie sie durch die mm je px ihrer Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>multiply the readings by 10 and divide them by the mm per px of their film</source>
   <translation>multiplizieren Sie die Auswertungen mit 10, und teilen Sie sie durch die mm je px ihrer Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>multiply the readings by 25.4 and divide them by the mm per px of their film</source>
   <translation>multiplizieren Sie die Auswertungen mit 25,4, und teilen Sie sie durch die mm je px ihrer Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>multiply x and y by the film's height</source>
   <translation>multiplizieren Sie x und y mit der Höhe der Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>multiply x and y by the film's longer side and subtract the bars: half of what the other side lacks</source>
   <translation>multiplizieren Sie x und y mit der längeren Seite der Aufnahme, und ziehen Sie die Balken ab: die Hälfte dessen, was der anderen Seite fehlt</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>multiply x and y by the film's width</source>
   <translation>multiplizieren Sie x und y mit der Breite der Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>multiply x by the film's width and y by its height</source>
   <translation>multiplizieren Sie x mit der Breite und y mit der Höhe der Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>px of the network's input: apply the inverse letterbox, or compare in that frame</source>
   <translation>px der Netzeingabe: rechnen Sie die Letterbox zurück oder vergleichen Sie in diesem Koordinatensystem</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>subtract the bars from the predictions: (side - width) / 2 and (side - height) / 2</source>
   <translation>ziehen Sie die Balken von den Vorhersagen ab: (Seite - Breite) / 2 und (Seite - Höhe) / 2</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>subtract the bars from the readings: (side - width) / 2 and (side - height) / 2</source>
   <translation>ziehen Sie die Balken von den Auswertungen ab: (Seite - Breite) / 2 und (Seite - Höhe) / 2</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>take x of the predictions from the film's width</source>
   <translation>ziehen Sie x der Vorhersagen von der Breite der Aufnahme ab</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>take x of the predictions from the film's width and y from its height</source>
   <translation>ziehen Sie x der Vorhersagen von der Breite und y von der Höhe der Aufnahme ab</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>take x of the readings from the film's width</source>
   <translation>ziehen Sie x der Auswertungen von der Breite der Aufnahme ab</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>take x of the readings from the film's width and y from its height</source>
   <translation>ziehen Sie x der Auswertungen von der Breite und y von der Höhe der Aufnahme ab</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>take y of the predictions from the film's height</source>
   <translation>ziehen Sie y der Vorhersagen von der Höhe der Aufnahme ab</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>take y of the readings from the film's height</source>
   <translation>ziehen Sie y der Auswertungen von der Höhe der Aufnahme ab</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>the predictions are in cm, not in px ({usual:.4g} mm per px)</source>
   <translation>die Vorhersagen sind in cm, nicht in px ({usual:.4g} mm je px)</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>the predictions are in inches, not in px ({usual:.4g} mm per px)</source>
   <translation>die Vorhersagen sind in Zoll, nicht in px ({usual:.4g} mm je px)</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>the predictions are in mm, not in px ({usual:.4g} mm per px)</source>
   <translation>die Vorhersagen sind in mm, nicht in px ({usual:.4g} mm pro px)</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>the predictions are in px of what the model is given, not of the film</source>
   <translation>die Vorhersagen zählen in px des Bildes, das das Modell bekommt, nicht in px der Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>the predictions are in tenths of a mm, not in px ({usual:.4g} mm per px)</source>
   <translation>die Vorhersagen sind in Zehntelmillimetern, nicht in px ({usual:.4g} mm je px)</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>the predictions are of films with the bars that make them square, which were not taken off</source>
   <translation>die Vorhersagen gehören zu Aufnahmen, die durch Balken quadratisch gemacht wurden; die Balken sind noch mitgezählt</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>the predictions are per cent of the film's width and height</source>
   <translation>die Vorhersagen sind in Prozent der Breite und Höhe der Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>the predictions are shares of the film's height, x too</source>
   <translation>die Vorhersagen sind Anteile der Höhe der Aufnahme, auch x</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>the predictions are shares of the film's width and height, from 0 to 1</source>
   <translation>die Vorhersagen sind Anteile von Breite und Höhe der Aufnahme, von 0 bis 1</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>the predictions are shares of the film's width, y too</source>
   <translation>die Vorhersagen sind Anteile der Breite der Aufnahme, auch y</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>the predictions are shares of the square around the film, from 0 to 1</source>
   <translation>die Vorhersagen sind Anteile des Quadrats um die Aufnahme, von 0 bis 1</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>the predictions are thousandths of the film's width and height</source>
   <translation>die Vorhersagen sind in Tausendsteln der Breite und Höhe der Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>the predictions count x from the right edge of the film</source>
   <translation>die Vorhersagen zählen x vom rechten Rand der Aufnahme aus</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>the predictions count y from below</source>
   <translation>die Vorhersagen zählen y von unten</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>the predictions go from −1 to 1 over the film's width and height</source>
   <translation>die Vorhersagen gehen über Breite und Höhe der Aufnahme von −1 bis 1</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>the predictions lie a quarter turn anticlockwise: x and y are exchanged, and one counts from the other edge</source>
   <translation>die Vorhersagen liegen eine Vierteldrehung gegen den Uhrzeigersinn: x und y sind vertauscht, und eines zählt vom anderen Rand</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>the predictions lie a quarter turn clockwise: x and y are exchanged, and one counts from the other edge</source>
   <translation>die Vorhersagen liegen eine Vierteldrehung im Uhrzeigersinn: x und y sind vertauscht, und eines zählt vom anderen Rand</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>the predictions lie upside down: x counts from the right and y from below</source>
   <translation>die Vorhersagen stehen auf dem Kopf: x zählt von rechts und y von unten</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>the readings are in cm, not in px ({usual:.4g} mm per px)</source>
   <translation>die Auswertungen sind in cm, nicht in px ({usual:.4g} mm je px)</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>the readings are in inches, not in px ({usual:.4g} mm per px)</source>
   <translation>die Auswertungen sind in Zoll, nicht in px ({usual:.4g} mm je px)</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>the readings are in mm, not in px ({usual:.4g} mm per px)</source>
   <translation>die Auswertungen sind in mm, nicht in px ({usual:.4g} mm pro px)</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>the readings are in px of what the model is given, not of the film</source>
   <translation>die Auswertungen zählen in px des Bildes, das das Modell bekommt, nicht in px der Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>the readings are in tenths of a mm, not in px ({usual:.4g} mm per px)</source>
   <translation>die Auswertungen sind in Zehntelmillimetern, nicht in px ({usual:.4g} mm je px)</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>the readings are of films with the bars that make them square, which were not taken off</source>
   <translation>die Auswertungen gehören zu Aufnahmen, die durch Balken quadratisch gemacht wurden; die Balken sind noch mitgezählt</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>the readings are per cent of the film's width and height</source>
   <translation>die Auswertungen sind in Prozent der Breite und Höhe der Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>the readings are shares of the film's height, x too</source>
   <translation>die Auswertungen sind Anteile der Höhe der Aufnahme, auch x</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>the readings are shares of the film's width and height, from 0 to 1</source>
   <translation>die Auswertungen sind Anteile von Breite und Höhe der Aufnahme, von 0 bis 1</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>the readings are shares of the film's width, y too</source>
   <translation>die Auswertungen sind Anteile der Breite der Aufnahme, auch y</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>the readings are shares of the square around the film, from 0 to 1</source>
   <translation>die Auswertungen sind Anteile des Quadrats um die Aufnahme, von 0 bis 1</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>the readings are thousandths of the film's width and height</source>
   <translation>die Auswertungen sind in Tausendsteln der Breite und Höhe der Aufnahme</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>the readings count x from the right edge of the film</source>
   <translation>die Auswertungen zählen x vom rechten Rand der Aufnahme aus</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>the readings count y from below</source>
   <translation>die Auswertungen zählen y von unten</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>the readings go from −1 to 1 over the film's width and height</source>
   <translation>die Auswertungen gehen über Breite und Höhe der Aufnahme von −1 bis 1</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>the readings lie a quarter turn anticlockwise: x and y are exchanged, and one counts from the other edge</source>
   <translation>die Auswertungen liegen eine Vierteldrehung gegen den Uhrzeigersinn: x und y sind vertauscht, und eines zählt vom anderen Rand</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>the readings lie a quarter turn clockwise: x and y are exchanged, and one counts from the other edge</source>
   <translation>die Auswertungen liegen eine Vierteldrehung im Uhrzeigersinn: x und y sind vertauscht, und eines zählt vom anderen Rand</translation>
  </message>
  <message>
   <location filename="../../cephview/review/diagnosis/written_frames.py" />
   <source>the readings lie upside down: x counts from the right and y from below</source>
   <translation>die Auswertungen stehen auf dem Kopf: x zählt von rechts und y von unten</translation>
  </message>
  <message>
   <location filename="../../cephview/review/evaluation.py" />
   <source>No film could be evaluated: {value}</source>
   <translation>Keine Aufnahme konnte geprüft werden: {value}</translation>
  </message>
  <message>
   <location filename="../../cephview/review/evaluation.py" />
   <source>None of the {count} films could be evaluated: {value}</source>
   <translation>Keine der {count} Aufnahmen konnte geprüft werden: {value}</translation>
  </message>
  <message>
   <location filename="../../cephview/review/evaluation.py" />
   <source>there is none</source>
   <translation>es gibt keine</translation>
  </message>
  <message>
   <location filename="../../cephview/review/evaluation.py" />
   <source>{film}: {reader}: {note}</source>
   <translation>{film}: {reader}: {note}</translation>
  </message>
  <message>
   <location filename="../../cephview/review/evaluation.py" />
   <source>{name} has no mm per pixel (images.csv) and was left out.</source>
   <translation>{name} hat keine mm pro Pixel (images.csv) und ist weggelassen.</translation>
  </message>
  <message>
   <location filename="../../cephview/review/evaluation.py" />
   <source>{name} has no reading beside it and was left out.</source>
   <translation>Neben {name} liegt keine Auswertung; die Aufnahme ist weggelassen.</translation>
  </message>
  <message>
   <location filename="../../cephview/review/evaluation.py" />
   <source>{name} is predicted in another scheme and was left out.</source>
   <translation>{name} ist in einem anderen Schema vorhergesagt und weggelassen.</translation>
  </message>
  <message>
   <location filename="../../cephview/review/predictions.py" />
   <source>The folder {folder} holds no predictions ({formats}): choose another.</source>
   <translation>Der Ordner {folder} enthält keine Vorhersagen ({formats}): wählen Sie einen anderen.</translation>
  </message>
  <message>
   <location filename="../../cephview/review/predictions.py" />
   <source>{name} gives no list of [x, y] for film {film}: export it again.</source>
   <translation>{name} gibt keine Liste von [x, y] für Aufnahme {film} an: exportieren Sie die Datei neu.</translation>
  </message>
  <message>
   <location filename="../../cephview/review/predictions.py" />
   <source>{name} gives {count} points for film {film}, known are {known}.</source>
   <translation>{name} gibt {count} Punkte für Aufnahme {film} an, bekannt sind {known}.</translation>
  </message>
  <message>
   <location filename="../../cephview/review/predictions.py" />
   <source>{name} holds no prediction of {name2}, which was left out.</source>
   <translation>{name} enthält keine Vorhersage von {name2}, die weggelassen ist.</translation>
  </message>
  <message>
   <location filename="../../cephview/review/predictions.py" />
   <source>{name} is no file of predictions ({formats}): choose another.</source>
   <translation>{name} ist keine Datei mit Vorhersagen ({formats}): wählen Sie eine andere.</translation>
  </message>
  <message>
   <location filename="../../cephview/review/predictions.py" />
   <source>{name} names no image for an annotation: export it again.</source>
   <translation>{name} nennt kein Bild zu einer Annotation: exportieren Sie die Datei neu.</translation>
  </message>
  <message>
   <location filename="../../cephview/review/reliability_fit.py" />
   <source>No film has both a reading and its mm per pixel (images.csv), so nothing can be judged.</source>
   <translation>Keine Aufnahme hat zugleich eine Auswertung und ihre mm pro Pixel (images.csv), daher lässt sich nichts beurteilen.</translation>
  </message>
  <message>
   <location filename="../../cephview/review/reliability_fit.py" />
   <source>Only {count} of the films can be used{first}: give {fewest} films or more.</source>
   <translation>Nur {count} der Aufnahmen sind brauchbar{first}: geben Sie {fewest} Aufnahmen oder mehr an.</translation>
  </message>
  <message>
   <location filename="../../cephview/review/unseen.py" />
   <source>All of the {count} films trained this model, so they cannot tell how good it is: give others, or keep some for validation when it is trained.</source>
   <translation>Alle {count} Aufnahmen haben dieses Modell trainiert und können daher nicht sagen, wie gut es ist: geben Sie andere an oder behalten Sie beim Training einige für die Validierung.</translation>
  </message>
  <message>
   <location filename="../../cephview/review/unseen.py" />
   <source>{count} of the {count2} films trained this model and were left out</source>
   <translation>{count} der {count2} Aufnahmen haben dieses Modell trainiert und sind weggelassen</translation>
  </message>
  <message>
   <location filename="../../cephview/review/unseen.py" />
   <source>{count} of the {count2} films trained this model, so it is better on them than on others</source>
   <translation>{count} der {count2} Aufnahmen haben dieses Modell trainiert, daher ist es auf ihnen besser als auf anderen</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Adenoid 1</source>
   <translation>Adenoid 1</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Adenoid 2</source>
   <translation>Adenoid 2</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Alar base</source>
   <translation>Nasenflügelansatz</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Antegonion</source>
   <translation>Antegonion</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Anterior nasal spine</source>
   <translation>Spina nasalis anterior</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Articulare</source>
   <translation>Articulare</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Basion</source>
   <translation>Basion</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Bolton point</source>
   <translation>Bolton-Punkt</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>C2 lower anterior</source>
   <translation>C2 unten vorn</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>C2 lower deepest</source>
   <translation>C2 unten tiefster</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>C2 lower posterior</source>
   <translation>C2 unten hinten</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>C3 lower anterior</source>
   <translation>C3 unten vorn</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>C3 lower deepest</source>
   <translation>C3 unten tiefster</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>C3 lower posterior</source>
   <translation>C3 unten hinten</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>C3 upper anterior</source>
   <translation>C3 oben vorn</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>C3 upper posterior</source>
   <translation>C3 oben hinten</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>C4 lower anterior</source>
   <translation>C4 unten vorn</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>C4 lower deepest</source>
   <translation>C4 unten tiefster</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>C4 lower posterior</source>
   <translation>C4 unten hinten</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>C4 upper anterior</source>
   <translation>C4 oben vorn</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>C4 upper posterior</source>
   <translation>C4 oben hinten</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Centre of face</source>
   <translation>Gesichtszentrum</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Cervical point</source>
   <translation>Zervikalpunkt</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Cheek bone, soft</source>
   <translation>Wange, weich</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Clinoidale</source>
   <translation>Clinoidale</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Columella</source>
   <translation>Columella</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Condyle axis point</source>
   <translation>Kondylus-Achsenpunkt</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Condyle, anterior</source>
   <translation>Kondylus, vorn</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Condylion</source>
   <translation>Condylion</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Coronoid</source>
   <translation>Processus coronoideus</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Cranial centre</source>
   <translation>Schädelzentrum</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>D point</source>
   <translation>D-Punkt</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Dorsum sellae</source>
   <translation>Dorsum sellae</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Epiglottis base</source>
   <translation>Epiglottisbasis</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Glabella</source>
   <translation>Glabella</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Gnathion</source>
   <translation>Gnathion</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Gonion</source>
   <translation>Gonion</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Gonion, constructed</source>
   <translation>Gonion, konstruiert</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Gonion, lower tangent point</source>
   <translation>Gonion, unterer Tangentenpunkt</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Gonion, posterior tangent point</source>
   <translation>Gonion, hinterer Tangentenpunkt</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Hyoidale</source>
   <translation>Hyoidale</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Inferior labial sulcus</source>
   <translation>Sulcus labialis inferior</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Infradentale</source>
   <translation>Infradentale</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Key ridge</source>
   <translation>Jochbein-Kieferkamm</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Lower canine</source>
   <translation>Unterer Eckzahn</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Lower first molar</source>
   <translation>Unterer erster Molar</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Lower first premolar cusp</source>
   <translation>Erster unterer Prämolar, Höcker</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Lower incisor apex</source>
   <translation>UK-Schneidezahn, Apex</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Lower incisor tip</source>
   <translation>UK-Schneidekante</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Lower incisor, labial</source>
   <translation>Unterer Schneidezahn, labial</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Lower lip</source>
   <translation>Unterlippe</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Lower lip, inside</source>
   <translation>Unterlippe, innen</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Lower molar apex</source>
   <translation>Unterer Molar, Apex</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Lower molar cusp</source>
   <translation>Unterer Molar, Höcker</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Lower molar, distal</source>
   <translation>Unterer Molar, distal</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Lower pharyngeal wall</source>
   <translation>Untere Rachenwand</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Lower second premolar cusp</source>
   <translation>Zweiter unterer Prämolar, Höcker</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Lower vermilion border</source>
   <translation>Unteres Lippenrot</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Menton</source>
   <translation>Menton</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Nasion</source>
   <translation>Nasion</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Opisthion</source>
   <translation>Opisthion</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Orbital rim, soft</source>
   <translation>Orbitarand, weich</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Orbitale</source>
   <translation>Orbitale</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Pogonion</source>
   <translation>Pogonion</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Porion</source>
   <translation>Porion</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Posterior nasal spine</source>
   <translation>Spina nasalis posterior</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Pronasale</source>
   <translation>Pronasale</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Prosthion</source>
   <translation>Prosthion</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Protuberantia menti</source>
   <translation>Protuberantia menti</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Pterygoid point</source>
   <translation>Pterygoidpunkt</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Pterygomaxillary fissure</source>
   <translation>Fissura pterygomaxillaris</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Ramus</source>
   <translation>Ramus</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Ramus anterior</source>
   <translation>Ramus vorn</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Ramus inferior</source>
   <translation>Ramus unten</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Ramus posterior</source>
   <translation>Ramus hinten</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Rhinion</source>
   <translation>Rhinion</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Roof of orbit</source>
   <translation>Orbitadach</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Ruler, first point</source>
   <translation>Lineal, erster Punkt</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Ruler, second point</source>
   <translation>Lineal, zweiter Punkt</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Sella</source>
   <translation>Sella</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Sigmoid notch</source>
   <translation>Incisura mandibulae</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Soft palate, posterior upper</source>
   <translation>Weicher Gaumen, hinten oben</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Soft-tissue gnathion</source>
   <translation>Weichteil-Gnathion</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Soft-tissue menton</source>
   <translation>Weichteil-Menton</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Soft-tissue nasion</source>
   <translation>Weichteil-Nasion</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Soft-tissue pogonion</source>
   <translation>Weichteil-Pogonion</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Sphenoethmoidal</source>
   <translation>Sphenoethmoidale</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Steiner E</source>
   <translation>Steiner E</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Steiner L</source>
   <translation>Steiner L</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Stomion</source>
   <translation>Stomion</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Stomion inferius</source>
   <translation>Stomion inferius</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Stomion superius</source>
   <translation>Stomion superius</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Subnasale</source>
   <translation>Subnasale</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Subpupil</source>
   <translation>Subpupillarpunkt</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Subspinale</source>
   <translation>Subspinale</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Superior labial sulcus</source>
   <translation>Sulcus labialis superior</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Supramentale</source>
   <translation>Supramentale</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Temporale</source>
   <translation>Temporale</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Tongue at mandible</source>
   <translation>Zunge am Unterkiefer</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Tongue tip</source>
   <translation>Zungenspitze</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>True vertical</source>
   <translation>Wahre Senkrechte</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Upper canine</source>
   <translation>Oberer Eckzahn</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Upper first molar</source>
   <translation>Oberer erster Molar</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Upper first premolar cusp</source>
   <translation>Erster oberer Prämolar, Höcker</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Upper incisor apex</source>
   <translation>OK-Schneidezahn, Apex</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Upper incisor tip</source>
   <translation>OK-Schneidekante</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Upper incisor, labial</source>
   <translation>Oberer Schneidezahn, labial</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Upper lip</source>
   <translation>Oberlippe</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Upper lip, inside</source>
   <translation>Oberlippe, innen</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Upper molar apex</source>
   <translation>Oberer Molar, Apex</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Upper molar cusp</source>
   <translation>Oberer Molar, Höcker</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Upper molar, distal</source>
   <translation>Oberer Molar, distal</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Upper pharyngeal wall</source>
   <translation>Obere Rachenwand</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Upper second premolar cusp</source>
   <translation>Zweiter oberer Prämolar, Höcker</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Upper vermilion border</source>
   <translation>Oberes Lippenrot</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Uvula tip</source>
   <translation>Uvulaspitze</translation>
  </message>
  <message>
   <location filename="../../resources/landmarks.toml" />
   <source>Xi point</source>
   <translation>Xi-Punkt</translation>
  </message>
 </context>
</TS>
