window.editionPreviews={
"a-p1":"<p><b>A, ¶1</b> A kettle sings before it boils. The old cooks knew this, <i lang=\"de\">and said so often</i> in <em>The Kitchen</em>.</p>",
"a-p2":"<p><b>A, ¶2</b> Nobody has asked the kettle. It sings still.</p>",
"app-comma":"<p>… 10⁵ kettles boiled their H₂O<mark>,</mark> says the Treatise: very loud, … – The witness (W) has “;”. Sure: The sentence goes on.</p>",
"app-has":"<p>Nobody <mark>has</mark> asked the kettle. It sings … – The witness (W) has “hass”. Sure: A slip of the pen.</p>",
"b-p1":"<p><b>B, ¶1</b> On the 5 of May, 10 kettles boiled their H<sub>2</sub>O, says the <span>Treatise</span>: <span>very</span> loud, <u>truly</u> so, and <span>perhaps[?]</span> for <span>[… two words: torn]</span> hours; then <span>[…]</span> silence.<br>A new line, but no new paragraph, has <em>m</em> and C</p>",
"bib-baker1880letter":"<p>Baker, Ben. “To Ada Cook”. Written 3 February 1880.</p>",
"bib-cook1871treatise":"<p>Cook, Ada. <em>A Treatise on Kettles</em>. First published 1871.</p>",
"bib-cw3":"<p><b>CW 3</b> Cook, Ada. <em>Works</em>. Vol. 3. Hob and Hearth, 1902.</p>",
"e-units":"<p><b>Editors’ note a</b> (certain · on the facts) The 3 edition has 10 kettles and CO<sub>2</sub> in <span>small capitals</span>, <span>spaced</span>, <u>underlined</u> and <span>doubtful[?]</span> <span>[…: blot]</span>.<br>A new line.</p>",
"n1":"<p><b>Note 1</b> (certain · verbatim) Ada Cook’s <em>Treatise on Kettles</em>: Cook, <em>A Treatise on Kettles</em> (1871), <span><span>CW 3: 12</span></span>.</p>",
"n2":"<p><b>Note 2</b> (conjectural · not compared) Perhaps Ben Baker’s letter of 1880: Baker, “To Ada Cook” (1880).</p>"};
