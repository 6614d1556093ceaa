Object.assign(window.editionWords??={},{
"a":"A [On kettles]",
"a-p1":"A kettle sings before it boils. The old cooks knew this, and said so often in The Kitchen.",
"a-p2":"Nobody has asked the kettle. It sings still.",
"b":"B [The look of words]",
"b-p1":"On the 5th of May, 10⁵ kettles boiled their H₂O, says the Treatise: very loud, truly so, and perhaps[?] for [… two words: torn] hours; then […] silence.\nA new line, but no new paragraph, has m² and Cn.",
"n1":"Ada Cook’s Treatise on Kettles: Cook, A Treatise on Kettles (1871), CW 3: 12. The essay drops a comma. See note 2. Read in the third volume of her Works.",
"n2":"Perhaps Ben Baker’s letter of 1880: Baker, “To Ada Cook” (1880). Nothing seen.",
"e-units":"The 3rd edition has 10⁶ kettles and CO₂ in small capitals, spaced, underlined and doubtful[?] […: blot].\nA new line. None, x².",
"app-has":"Nobody has asked the kettle. It sings … (W: hass). A slip of the pen.",
"app-comma":"… 10⁵ kettles boiled their H₂O, says the Treatise: very loud, … (W: ;). The sentence goes on.",
"bib-cook1871treatise":"Cook, Ada. A Treatise on Kettles. First published 1871.",
"bib-baker1880letter":"Baker, Ben. “To Ada Cook”. Written 3 February 1880.",
"bib-cw3":"CW 3 Cook, Ada. Works. Vol. 3. Hob and Hearth, 1902."});
