window.editionPreviews={
"air":"<p><b>Note *</b> (author’s note) It may be pretended, that the air sings.</p>",
"app-the":"<p>It may be pretended, that <mark>the</mark> air sings. – The witness (W) has “the the”. Sure: Written twice.</p>",
"bib-locke1690":"<p>Locke, John. <em>An Essay Concerning Humane Understanding</em>. London: Tho. Basset, 1690.</p>",
"e-hasty":"<p><b>Editors’ note b</b> (probable · on the text) Perhaps the printer’s word.</p>",
"e-locke":"<p><b>Editors’ note a</b> (certain · on the facts) So he does not: Locke, <em>An Essay Concerning Humane Understanding</em> (1690), bk. 2, ch. 21<span>°</span>.</p>",
"i-p1":"<p><b>I, ¶1</b> There are two sorts of kettles, the patient and the hasty. A patient kettle is believed before it sings; a hasty one only after.</p>",
"i-p2":"<p><b>I, ¶2</b> Nobody has seen a kettle sing without water. It is custom alone that makes us listen.</p>",
"ii-p1":"<p><b>II, ¶1</b> Suppose a man brought on a sudden into a kitchen. He would hear no song in the cold iron. Nor would he, as I said, look for any.</p>",
"locke":"<p><b>Note *</b> (author’s note) Mr. Locke, in his chapter of power, says nothing of kettles.</p>",
"n7":"<p><b>Note 7</b> (author’s note) Or into a brew-house, which is the same; vid. Cicero, <i lang=\"la\">de Aqua</i>, lib. ii.</p>",
"n8":"<p><b>Note 8</b> (author’s note) Iron, I mean, such as is cold.</p>",
"see-ii":"<p><b>Note †</b> (author’s note) See SECTION II.</p>"};
