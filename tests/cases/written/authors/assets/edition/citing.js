window.editionCiting={
"title":"Of the Belief in Kettles",
"version":"1.0.0",
"quotes":["“","”","‘","’"],
"site":"https://belief.example/",
"forms":[["chicago-note","Chicago, note","","Davina Hob, “Of the Belief in Kettles,” annotated edition, version 1.0.0, January 31, 2020, {locator}, {address}.","Davina Hob, “Of the Belief in Kettles,” annotated edition, version 1.0.0, January 31, 2020, {address}."],["chicago-entry","Chicago, bibliography","","Hob, Davina. “Of the Belief in Kettles.” Annotated edition. Version 1.0.0. January 31, 2020. {address}."],["mla","MLA, works cited","","Hob, Davina. “Of the Belief in Kettles.” Annotated edition. Version 1.0.0, 31 Jan. 2020, {address}."],["mla-text","MLA, in the text","","(Hob, {locator})","(Hob)"],["apa","APA, reference","","Hob, D. (2020, January 31). Of the Belief in Kettles (Version 1.0.0) [Annotated edition]. {address}"],["apa-text","APA, in the text","","(Hob, 2020, {locator})","(Hob, 2020)"],["bibtex","BibTeX",
"bibtex","@misc{hob2020,\n  author = {Hob, Davina},\n  title = {{Of the Belief in Kettles}},\n  year = {2020},\n  month = jan,\n  howpublished = {Annotated edition, version 1.0.0},\n  note = {Cited at {locator}},\n  url = {{address}},\n}","@misc{hob2020,\n  author = {Hob, Davina},\n  title = {{Of the Belief in Kettles}},\n  year = {2020},\n  month = jan,\n  howpublished = {Annotated edition, version 1.0.0},\n  url = {{address}},\n}"],["ris","RIS","","TY  - ELEC\nID  - hob2020\nAU  - Hob, Davina\nTI  - Of the Belief in Kettles\nPY  - 2020\nDA  - 2020/01/31/\nET  - Version 1.0.0\nM3  - Annotated edition\nLA  - en-GB\nUR  - {address}\nN1  - Cited at {locator}\nER  - \n","TY  - ELEC\nID  - hob2020\nAU  - Hob, Davina\nTI  - Of the Belief in Kettles\nPY  - 2020\nDA  - 2020/01/31/\nET  - Version 1.0.0\nM3  - Annotated edition\nLA  - en-GB\nUR  - {address}\nER  - \n"],["csl","CSL-JSON",
"json","[\n  {\n    \"id\": \"hob2020\",\n    \"type\": \"document\",\n    \"author\": [\n      {\n        \"family\": \"Hob\",\n        \"given\": \"Davina\"\n      }\n    ],\n    \"title\": \"Of the Belief in Kettles\",\n    \"genre\": \"annotated edition\",\n    \"version\": \"1.0.0\",\n    \"issued\": {\n      \"date-parts\": [[2020, 1, 31]]\n    },\n    \"language\": \"en-GB\",\n    \"URL\": \"{address}\",\n    \"note\": \"Cited at {locator}\"\n  }\n]","[\n  {\n    \"id\": \"hob2020\",\n    \"type\": \"document\",\n    \"author\": [\n      {\n        \"family\": \"Hob\",\n        \"given\": \"Davina\"\n      }\n    ],\n    \"title\": \"Of the Belief in Kettles\",\n    \"genre\": \"annotated edition\",\n    \"version\": \"1.0.0\",\n    \"issued\": {\n      \"date-parts\": [[2020, 1, 31]]\n    },\n    \"language\": \"en-GB\",\n    \"URL\": \"{address}\"\n  }\n]"],["address","Address only","","{address}"]],
"quotation":["quotation","Quotation","","“{quotation}”\nDavina Hob, “Of the Belief in Kettles,” annotated edition, version 1.0.0, January 31, 2020, {locator}, {address}.","“{quotation}”\nDavina Hob, “Of the Belief in Kettles,” annotated edition, version 1.0.0, January 31, 2020, {address}."],
"places":{
"essay/i.html":{
"i":"I",
"i-p1":"I, ¶1",
"i-p2":"I, ¶2"},
"notes/i.html":{
"notes-i":"NOTES",
"locke":"I, ¶1, n. *",
"e-locke":"I, editors’ n. a",
"see-ii":"n. †",
"e-hasty":"I, editors’ n. b",
"air":"I, ¶2, n. *",
"em-the":"I, ¶2, n. *, emendation “the”"},
"essay/ii.html":{
"ii":"II",
"ii-p1":"II, ¶1"},
"notes/ii.html":{
"notes-ii":"notes to section II",
"n7":"n. 7",
"n8":"n. 8"},
"bibliography.html":{
"bib-locke1690":"bibliography, s.v. “Locke, An Essay Concerning Humane Understanding (1690)”"},
"apparatus.html":{
"app-the":"apparatus, I, ¶2, n. *, “the”"}}};
