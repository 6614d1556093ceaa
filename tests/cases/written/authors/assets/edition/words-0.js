Object.assign(window.editionWords??={},{
"i":"OF THE BELIEF IN KETTLES SECTION I. Of the Species of Kettles.",
"i-p1":"There are two sorts of kettles, the patient and the hasty. A patient kettle is believed before it sings; a hasty one only after.",
"i-p2":"Nobody has seen a kettle sing without water. It is custom alone that makes us listen.",
"ii":"SECTION II. Sceptical Doubts.",
"ii-p1":"Suppose a man brought on a sudden into a kitchen. He would hear no song in the cold iron. Nor would he, as I said, look for any.",
"locke":"Mr. Locke, in his chapter of power, says nothing of kettles. So much for authority.",
"see-ii":"See SECTION II.",
"air":"It may be pretended, that the air sings.",
"n7":"Or into a brew-house, which is the same; vid. Cicero, de Aqua, lib. ii.",
"n8":"Iron, I mean, such as is cold.",
"e-locke":"So he does not: Locke, An Essay Concerning Humane Understanding (1690), bk. 2, ch. 21. General knowledge.",
"e-hasty":"Perhaps the printer’s word. The page alone."});
