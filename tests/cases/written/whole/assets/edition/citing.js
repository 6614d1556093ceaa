window.editionCiting={
"title":"[Does the Kettle Sing of Itself?]",
"version":"1.2.0",
"quotes":["“","”","‘","’"],
"site":"",
"forms":[["chicago-note","Chicago, note","","[Dora Draper], “[Does the Kettle Sing of Itself? A Kitchen Inquiry],” annotated edition, version 1.2.0, January 31, 2020, {locator}, {address}.","[Dora Draper], “[Does the Kettle Sing of Itself? A Kitchen Inquiry],” annotated edition, version 1.2.0, January 31, 2020, {address}."],["chicago-entry","Chicago, bibliography","","[Draper, Dora]. “[Does the Kettle Sing of Itself? A Kitchen Inquiry].” Annotated edition. Version 1.2.0. January 31, 2020. {address}."],["mla","MLA, works cited","","[Draper, Dora]. “[Does the Kettle Sing of Itself? A Kitchen Inquiry].” Annotated edition. Version 1.2.0, 31 Jan. 2020, {address}."],["mla-text","MLA, in the text","","([Draper], {locator})","([Draper])"],["apa","APA, reference","","[Draper, D.] (2020, January 31). [Does the kettle sing of itself? A kitchen inquiry] (Version 1.2.0) [Annotated edition]. {address}"],["apa-text","APA, in the text","","([Draper], 2020, {locator})","([Draper], 2020)"],["bibtex","BibTeX",
"bibtex","@misc{draper2020,\n  author = {Draper, Dora},\n  title = {{[Does the Kettle Sing of Itself? A Kitchen Inquiry]}},\n  year = {2020},\n  month = jan,\n  howpublished = {Annotated edition, version 1.2.0},\n  note = {Cited at {locator}. Title and author supplied by the editors},\n  url = {{address}},\n}","@misc{draper2020,\n  author = {Draper, Dora},\n  title = {{[Does the Kettle Sing of Itself? A Kitchen Inquiry]}},\n  year = {2020},\n  month = jan,\n  howpublished = {Annotated edition, version 1.2.0},\n  note = {Title and author supplied by the editors},\n  url = {{address}},\n}"],["ris","RIS","","TY  - ELEC\nID  - draper2020\nAU  - Draper, Dora\nTI  - [Does the Kettle Sing of Itself? A Kitchen Inquiry]\nPY  - 2020\nDA  - 2020/01/31/\nET  - Version 1.2.0\nM3  - Annotated edition\nLA  - en-GB\nUR  - {address}\nN1  - Cited at {locator}. Title and author supplied by the editors\nER  - \n","TY  - ELEC\nID  - draper2020\nAU  - Draper, Dora\nTI  - [Does the Kettle Sing of Itself? A Kitchen Inquiry]\nPY  - 2020\nDA  - 2020/01/31/\nET  - Version 1.2.0\nM3  - Annotated edition\nLA  - en-GB\nUR  - {address}\nN1  - Title and author supplied by the editors\nER  - \n"],["csl","CSL-JSON",
"json","[\n  {\n    \"id\": \"draper2020\",\n    \"type\": \"document\",\n    \"author\": [\n      {\n        \"family\": \"Draper\",\n        \"given\": \"Dora\"\n      }\n    ],\n    \"title\": \"[Does the Kettle Sing of Itself? A Kitchen Inquiry]\",\n    \"genre\": \"annotated edition\",\n    \"version\": \"1.2.0\",\n    \"issued\": {\n      \"date-parts\": [[2020, 1, 31]]\n    },\n    \"language\": \"en-GB\",\n    \"URL\": \"{address}\",\n    \"note\": \"Cited at {locator}. Title and author supplied by the editors\"\n  }\n]","[\n  {\n    \"id\": \"draper2020\",\n    \"type\": \"document\",\n    \"author\": [\n      {\n        \"family\": \"Draper\",\n        \"given\": \"Dora\"\n      }\n    ],\n    \"title\": \"[Does the Kettle Sing of Itself? A Kitchen Inquiry]\",\n    \"genre\": \"annotated edition\",\n    \"version\": \"1.2.0\",\n    \"issued\": {\n      \"date-parts\": [[2020, 1, 31]]\n    },\n    \"language\": \"en-GB\",\n    \"URL\": \"{address}\",\n    \"note\": \"Title and author supplied by the editors\"\n  }\n]"],["address","Address only","","{address}"]],
"quotation":["quotation","Quotation","","“{quotation}”\n[Dora Draper], “[Does the Kettle Sing of Itself? A Kitchen Inquiry],” annotated edition, version 1.2.0, January 31, 2020, {locator}, {address}.","“{quotation}”\n[Dora Draper], “[Does the Kettle Sing of Itself? A Kitchen Inquiry],” annotated edition, version 1.2.0, January 31, 2020, {address}."],
"places":{
"essay/prologue.html":{
"prologue":"Prologue",
"prologue-p1":"Prologue, ¶1",
"prologue-p2":"Prologue, ¶2"},
"notes/prologue.html":{
"notes-prologue":"notes to the prologue",
"e-inquiry":"Prologue, editors’ n. a"},
"essay/i.html":{
"i":"I",
"i-p1":"I, ¶1",
"i-p2":"I, ¶2",
"i-p3":"I, ¶3",
"em-has":"I, ¶2, emendation “has”",
"em-comma":"I, ¶2, emendation “,”",
"em-stop":"I, ¶3, emendation"},
"notes/i.html":{
"notes-i":"notes to I",
"n1":"editors’ n. 1",
"n2":"editors’ n. 2",
"e-asked":"I, editors’ n. a",
"n3":"editors’ n. 3"},
"essay/ii-1.html":{
"ii-1":"II-1",
"ii-1-p1":"II-1, ¶1",
"ii-1-p2":"II-1, ¶2"},
"notes/ii-1.html":{
"notes-ii-1":"notes to II-1",
"n4":"editors’ n. 4",
"n5":"editors’ n. 5"},
"bibliography.html":{
"bib-cook1871treatise":"bibliography, s.v. “Cook, A Treatise on Kettles (1871)”",
"bib-baker1880letter":"bibliography, s.v. “Baker, ‘To Ada Cook’ (1880)”",
"bib-able1874steam":"bibliography, s.v. “Able and Birch, ‘Steam’ (1874)”",
"bib-dane1875boiling":"bibliography, s.v. “Dane, ‘The Great Boiling’ (1875)”",
"bib-chainikov1898chai":"bibliography, s.v. “Chainikov, On Tea (1898)”",
"bib-samovarov1899samovar":"bibliography, s.v. “Samovarov, Samovar i chainik (c. 1899)”",
"bib-kessel1889singen":"bibliography, s.v. “Kessel, ‘Vom Singen der Kessel’ (1889)”",
"bib-league1872proceedings":"bibliography, s.v. “League of Cooks, Proceedings (1872)”",
"bib-hob2019page":"bibliography, s.v. “Hob, ‘A Page on Hobs’ (2019)”",
"bib-anon1860manual":"bibliography, s.v. “A Manual of Hobs (1860)”",
"bib-cw3":"bibliography, s.v. “CW 3”",
"bib-wa1":"bibliography, s.v. “WA 1”"},
"people.html":{
"auth-cook":"people, s.v. “Ada Cook”",
"auth-samovarov":"people, s.v. “P. Samovarov”"},
"organisations.html":{
"auth-league":"organisations, s.v. “League of Cooks”",
"auth-guild":"organisations, s.v. “Guild of Tinkers”",
"auth-hobtown":"organisations, s.v. “Hobtown”",
"auth-courier":"organisations, s.v. “Kitchen Courier”",
"auth-great-boiling":"organisations, s.v. “Great Boiling”"},
"glossary.html":{
"auth-ladle":"glossary, s.v. “Ladle”",
"auth-samovar":"glossary, s.v. “Samovar”",
"auth-steam":"glossary, s.v. “Steam”",
"auth-samo-soboi":"glossary, s.v. “samo soboi”"},
"chronology.html":{
"chron-first-song":"chronology, s.v. “3 February 1871”",
"chron-song-again":"chronology, s.v. “15 February 1871”",
"chron-league-meets":"chronology, s.v. “1871”",
"chron-boiling":"chronology, s.v. “April 1874 – January 1875”"},
"apparatus.html":{
"app-has":"apparatus, I, ¶2, “has”",
"app-comma":"apparatus, I, ¶2, “,”",
"app-stop":"apparatus, I, ¶3",
"sic-no-cook":"apparatus, Prologue, ¶1, “We are no cook”",
"sic-asked":"apparatus, I, ¶2, “asked the kettle”"}}};
