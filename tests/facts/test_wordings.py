"""Wordings of the reports, a sentence each, with the rows that they give; each tells apart two readings that look alike."""

from datetime import date

import pytest
from fragment import reading_of

# (sentence, [(value, indicator, dimensions that are not "all")])
WHO = [
    # two counted subjects share their verb; two clauses do not
    (
        "In 2016, a church opened a third home, where 31 women and nine girls stayed.",
        [(31, "victims_sheltered", "female adult"), (9, "victims_sheltered", "female child")],
    ),
    ("In 2016, police found 12 victims and three suspects were arrested.", [(12, "victims_identified", ""), (3, "arrests", "")]),
    # a form that cannot be a participle is what somebody did
    ("In 2016, 45 victims gave evidence in court.", [(45, "victims_in_proceedings", "")]),
    ("In 2016, courts convicted 20 traffickers; four paid fines.", [(20, "convictions", ""), (4, "sentenced", "")]),
    # labels before a bare number, and parts without a label
    (
        "In 2016, police opened 210 cases (sex trafficking, 131; forced labor, 79).",
        [(210, "investigations", ""), (131, "investigations", "sex"), (79, "investigations", "labor")],
    ),
    # what is left out is taken from the clause before
    ("Foreign victims may take a reflection period; eight did so in 2016.", [(8, "reflection_periods_granted", "foreign")]),
    (
        "In 2016, police identified 33 victims. Women accounted for 19 of the 33, men for eight, and boys for six.",
        [
            (33, "victims_identified", ""),
            (19, "victims_identified", "female adult"),
            (8, "victims_identified", "male adult"),
            (6, "victims_identified", "male child"),
        ],
    ),
    # whom a shelter is for
    ("In 2016, the shelter for girls had space for 25 victims.", [(25, "shelter_capacity", "female child")]),
    ("The ministry runs six shelters for women and children.", [(6, "shelters", "")]),
    ("The 500-bed shelter housed 315 women in 2016.", [(500, "shelter_capacity", ""), (315, "victims_sheltered", "female adult")]),
    # the victims' age and origin are not the offenders'
    ("In 2016, courts handed down 11 convictions for child sex trafficking.", [(11, "convictions", "sex")]),
    ("In 2016, police arrested 11 people for moving children across the Nigerian border.", [(11, "arrests", "")]),
    ("In 2016, the state sought the extradition of three traffickers from Germany.", [(3, "other", "")]),
    # persons who are not counted as victims
    ("In 2016, embassies helped 600 workers return home.", [(600, "other", "")]),
    ("In 2016, an NGO shelter housed eight victims and their four children.", [(8, "victims_sheltered", ""), (4, "other", "child")]),
    # others than those asked for
    ("In 2016, police took 18 recruiters into custody.", [(18, "arrests", "")]),
    ("In 2016, prosecutors dropped charges against eight suspects.", [(8, "other", "")]),
    ("In 2016, shelters housed 97 victims. Fourteen of the 97 ran away.", [(97, "victims_sheltered", ""), (14, "other", "")]),
    ("In 2016, police conducted 1,046 inspections of 687 kilns.", [(1046, "inspections", ""), (687, "other", "")]),
    ("In 2016, police academies gave courses on victim identification to 430 officers.", [(430, "people_trained", "")]),
    ("A hotline, 1288, took 135 calls in 2016.", [(135, "hotline_calls", "")]),
    ("In 2016, an NGO ran two 24-hour hotlines, one in English and one in Thai.", [(2, "other", ""), (1, "other", ""), (1, "other", "")]),
    # one number for two acts, or a number for each
    (
        "In 2016, police reported 15 investigations and prosecutions of 49 suspects.",
        [(15, "investigations", ""), (49, "prosecutions", "")],
    ),
    # where victims come from, and where they are sent back from
    ("In 2016, nine victims from Laos went home.", [(9, "victims_repatriated", "LAO")]),
    ("In 2016, the ministry repatriated nine victims from Laos.", [(9, "victims_repatriated", "")]),
    # what is said of a part does not spread to its neighbor
    (
        "In 2016, police identified six victims; five were female and the other was a boy.",
        [(6, "victims_identified", ""), (5, "victims_identified", "female")],
    ),
    (
        "In 2016, police identified 30 victims: 20 women and 10 men. Twelve of the women were Lao, and five were Thai.",
        [
            (30, "victims_identified", ""),
            (20, "victims_identified", "female adult"),
            (10, "victims_identified", "male adult"),
            (12, "victims_identified", "LAO female adult"),
            (5, "victims_identified", "THA female adult"),
        ],
    ),
    (
        "In 2016, police opened 12 cases: nine of forced labor and three of a form that they did not record.",
        [(12, "investigations", ""), (9, "investigations", "labor"), (3, "investigations", "unspecified")],
    ),
    # a comparison ends with its clause
    (
        "In 2016, courts convicted 12 traffickers, compared with nine in 2015, while seven prosecutions remained pending.",
        [(12, "convictions", ""), (9, "convictions", ""), (7, "prosecutions", "")],
    ),
    (
        "In 2016, courts convicted 12 traffickers, compared with nine in 2015, dropping charges against four suspects.",
        [(12, "convictions", ""), (9, "convictions", ""), (4, "other", "")],
    ),
    ("In 2016, courts convicted no traffickers, compared with two in 2015.", [(0, "convictions", ""), (2, "convictions", "")]),
    # nothing is worked out of what other bodies did
    (
        "In 2016, police identified 40 victims; social workers, 20; and the remainder came from hotlines.",
        [(40, "victims_identified", ""), (20, "victims_identified", "")],
    ),
    (
        "In 2016, police identified 81 victims. NGOs identified 40 victims. The government referred all victims to care.",
        [(81, "victims_identified", ""), (40, "victims_identified", "")],
    ),
    ("In 2016, police arrested 22 suspects, of whom 13 were released.", [(22, "arrests", ""), (13, "other", "")]),
    ("In 2016, courts convicted 12 traffickers; three were each fined.", [(12, "convictions", ""), (3, "sentenced", "")]),
    # those wronged are no offenders, and a share's predicate is not said of the whole
    ("In 2016, a court sentenced a policeman to 12 years' imprisonment for trafficking two girls.", [(2, "other", "female child")]),
    ("In 2016, 52 percent of the 180 victims were minors.", [(180, "victims_identified", "")]),
    # a difference to another year and a plan count nothing
    ("In 2016, officials granted permits to 12 victims, two fewer than in 2015.", [(12, "residence_permits", "")]),
    ("In 2016, the ministry trained 340 officials and plans to train 500.", [(340, "people_trained", "")]),
    # each of several services and each outcome has its own number
    (
        "In 2016, the state gave medical care to 144 victims, shelter to 96, and legal aid to 73.",
        [(144, "victims_assisted", ""), (96, "victims_sheltered", ""), (73, "victims_assisted", "")],
    ),
    (
        "In 2016, officials provided 198 victims with counseling, 121 with housing, and 67 with legal aid.",
        [(198, "victims_assisted", ""), (121, "victims_sheltered", ""), (67, "victims_assisted", "")],
    ),
    (
        "In 2016, there were 118 prosecutions, of which 45 led to convictions and 12 to acquittals.",
        [(118, "prosecutions", ""), (45, "convictions", ""), (12, "acquittals", "")],
    ),
    ("In 2016, courts tried 30 men and found 22 guilty.", [(30, "prosecutions", "male adult"), (22, "convictions", "male adult")]),
    # an apposition says something of all, and adjectives share the noun of the last
    (
        "In 2016, the shelter took in its first six victims, all of them Ugandan women.",
        [(6, "victims_sheltered", "UGA female adult")],
    ),
    (
        "In 2016, police identified 41 victims; among them were 18 Bangladeshi, 14 Filipino, and nine Ugandan women.",
        [
            (41, "victims_identified", ""),
            (18, "victims_identified", "BGD female adult"),
            (14, "victims_identified", "PHL female adult"),
            (9, "victims_identified", "UGA female adult"),
        ],
    ),
    # those named in the sentence, not those counted before
    (
        "In 2016, NGOs assisted 188 women. Foreign victims may take a recovery period; 63 were offered one and 29 accepted.",
        [(188, "victims_assisted", "female adult"), (63, "other", "foreign"), (29, "reflection_periods_granted", "foreign")],
    ),
    (
        "In 2016, police registered 204 suspected victims. Of them, 96 were recognized as victims. Fifty had been sold for sex.",
        [(204, "potential_victims_identified", ""), (96, "victims_identified", ""), (50, "victims_identified", "sex")],
    ),
    (
        "In 2016, consulates handled 1,240 complaints from workers, interviewed 310 of them, and lodged 95 in shelters.",
        [(1240, "other", ""), (310, "other", ""), (95, "victims_sheltered", "")],
    ),
    # the verb that governs says nothing, the one beside does
    ("Before leaving for Darfur, 875 soldiers were trained in 2016.", [(875, "people_trained", "")]),
    ("In 2016, two victims declined to leave and were given asylum.", [(2, "residence_permits", "")]),
    (
        "In 2016, a center run by an NGO assisted 57 girls and six boys exploited in prostitution.",
        [
            (57, "victims_assisted", "sex female child"),
            (6, "victims_assisted", "sex male child"),
        ],
    ),
    # nothing, said in other words
    ("In 2016, not a single trafficker was convicted.", [(0, "convictions", "")]),
    ("In 2016, the police failed to identify any victims.", [(0, "victims_identified", "")]),
    ("The government has yet to convict a trafficker.", [(0, "convictions", "")]),
    (
        "In 2016, courts concluded three prosecutions, none of which resulted in a conviction.",
        [(3, "prosecutions", ""), (0, "convictions", "")],
    ),
    ("Figures for convictions were unavailable.", [(None, "convictions", "")]),
    ("The number of prosecutions was unknown.", [(None, "prosecutions", "")]),
    ("In 2016, the government did not provide any training to judges.", [(0, "trainings", "")]),
    # what stands between a subject and its verb
    (
        "The shelter, which has room for 30 women, housed 52 victims in 2016.",
        [(30, "shelter_capacity", "female adult"), (52, "victims_sheltered", "")],
    ),
    ("In 2016, 740 women, a figure that includes trafficking victims, received care.", [(740, "victims_assisted", "female adult")]),
    ("An NGO that receives state funds housed 22 minors in 2016.", [(22, "victims_sheltered", "child")]),
    # what somebody reports of those counted
    ("In 2016, NGOs reported 27 victims were in shelters.", [(27, "victims_sheltered", "")]),
    (
        "In 2016, the government reported 23 of the 31 convicted traffickers received prison sentences.",
        [(23, "sentenced", ""), (31, "convictions", "")],
    ),
    # a total opens the sentence with its own act
    (
        "Of the 107 victims who received shelter, 88 were girls.",
        [(107, "victims_sheltered", ""), (88, "victims_sheltered", "female child")],
    ),
    ("Of the 195 victims the government assisted, 82 were foreign.", [(195, "victims_assisted", ""), (82, "victims_assisted", "foreign")]),
    ("Of the 140 victims identified, 88 accepted assistance.", [(140, "victims_identified", ""), (88, "victims_assisted", "")]),
    # of whom, behind a comparison
    (
        "In 2017, police identified 108 victims, in contrast to 61 in 2016, of whom 93 were foreign.",
        [(108, "victims_identified", ""), (61, "victims_identified", ""), (93, "victims_identified", "foreign")],
    ),
    (
        "In 2017, police identified 17 women—a decrease from 27 in 2016—of whom 10 were Filipino.",
        [
            (17, "victims_identified", "female adult"),
            (27, "victims_identified", "female adult"),
            (10, "victims_identified", "PHL female adult"),
        ],
    ),
    (
        "In 2017, courts convicted 42 traffickers, compared with 54 in 2016, including five officers.",
        [(42, "convictions", ""), (54, "convictions", ""), (5, "official_complicity_convictions", "")],
    ),
    (
        "In 2017, courts convicted 222 traffickers, compared with 472 in 2016, and 130 received prison sentences.",
        [(222, "convictions", ""), (472, "convictions", ""), (130, "sentenced", "")],
    ),
    # the nouns of a set
    (
        "In 2017, police found 20 suspects and 33 victims, and prosecutors charged 11 of the suspects.",
        [(20, "other", ""), (33, "victims_identified", ""), (11, "prosecutions", "")],
    ),
    (
        "In 2017, police reported 31 ongoing cases: 20 investigations and 11 trials.",
        [(31, "cases_identified", ""), (20, "investigations", ""), (11, "prosecutions", "")],
    ),
    # gapped verbs, each with its own outcome
    (
        "Of the 291 persons tried in 2017, 175 were convicted, 53 acquitted, and 63 awaited verdicts.",
        [(291, "prosecutions", ""), (175, "convictions", ""), (53, "acquittals", ""), (63, "other", "")],
    ),
    ("In 2017, courts found six traffickers guilty and four not guilty.", [(6, "convictions", ""), (4, "acquittals", "")]),
    (
        "In 2017, 56 cases were sent to court, with 33 resulting in convictions and 11 still pending.",
        [(56, "prosecutions", ""), (33, "convictions", ""), (11, "prosecutions", "")],
    ),
    (
        "In 2017, courts convicted 14 traffickers: nine received prison sentences, three fines, and two community service.",
        [(14, "convictions", ""), (9, "sentenced", ""), (3, "sentenced", ""), (2, "sentenced", "")],
    ),
    # one act, told by its noun
    (
        "In 2017, police opened an investigation into allegations against an immigration officer.",
        [(1, "official_complicity_investigations", "")],
    ),
    ("In 2017, authorities initiated prosecutions in 12 cases.", [(12, "prosecutions", "")]),
    # nothing, of several kinds at once
    (
        "In 2017, the government reported no investigations, prosecutions, or convictions of officials.",
        [
            (0, "official_complicity_investigations", ""),
            (0, "official_complicity_prosecutions", ""),
            (0, "official_complicity_convictions", ""),
        ],
    ),
    ("The government did not provide services to any victims in 2017.", [(0, "victims_assisted", "")]),
    ("Prosecutors did not file charges against any suspects in 2017.", [(0, "prosecutions", "")]),
    # what was not told is compared with what was
    (
        "The government did not revoke any licenses in 2017, compared with 12 in 2016.",
        [(0, "recruiters_sanctioned", ""), (12, "recruiters_sanctioned", "")],
    ),
    # who goes home, and who only goes back
    ("In 2017, authorities sent 40 Nigerian women back to Lagos.", [(40, "victims_repatriated", "NGA female adult")]),
    ("In 2017, police sent 40 victims back to the shelter.", [(40, "victims_referred", "")]),
    ("In 2017, the consulate housed 1,100 workers and repatriated 890.", [(1100, "other", ""), (890, "other", "")]),
    # charges that go nowhere
    ("In 2017, charges against eight defendants were dropped.", [(8, "other", "")]),
    ("In 2017, prosecutors charged 22 suspects and dropped cases against six.", [(22, "prosecutions", ""), (6, "other", "")]),
    # a number that is a difference counts nothing
    ("In 2017, police investigated 206 cases, an increase of 42 over 2016.", [(206, "investigations", "")]),
    ("In 2017, police investigated 95 cases, 14 fewer than in 2016.", [(95, "investigations", "")]),
    # those who do what a participle tells
    ("In 2017, the campaign included television spots seen by 1.3 million people.", [(1300000, "people_reached", "")]),
    # shares, parts of parts, persons who are no victims, and what only likens
    (
        "In 2016, police identified 61 potential victims (22 confirmed).",
        [(61, "potential_victims_identified", ""), (22, "victims_identified", "")],
    ),
    ("In 2016, officials gave shelter to 20 victims and four victims’ dependents.", [(20, "victims_sheltered", ""), (4, "other", "")]),
    ("In 2016, the government maintained one trafficking victims’ shelter.", [(1, "shelters", "")]),
    (
        "In 2016, police identified 30 victims, of whom 20 were female, two were male, and eight remained unknown.",
        [
            (30, "victims_identified", ""),
            (20, "victims_identified", "female"),
            (2, "victims_identified", "male"),
            (8, "victims_identified", ""),
        ],
    ),
    (
        "In 2016, officials identified 41 victims. Of the 41 victims, nine were children and almost all were female.",
        [(41, "victims_identified", ""), (9, "victims_identified", "child")],
    ),
    ("In 2016, without help from NGOs, authorities identified 28 victims.", [(28, "victims_identified", "")]),
    ("In 2016, police stopped 655 persons in the border areas of Kenya.", [(655, "other", "")]),
    (
        "In 2016, police identified 83 victims. Of those, all but six were exploited in Kenya. All but two of the victims were Ugandan.",
        [(83, "victims_identified", ""), (77, "victims_identified", ""), (81, "victims_identified", "UGA")],
    ),
    (
        "Of five foreign victims of 2016, four were from Uganda; five of the Kenyan victims were exploited in Brazil, and four in Bahrain.",
        [
            (5, "victims_identified", "foreign"),
            (4, "victims_identified", "UGA"),
            (5, "victims_identified", "national"),
            (4, "victims_identified", "national"),
        ],
    ),
    (
        "In 2016, officials initiated trials in four sex trafficking cases (one of them of children) and two labor trafficking cases.",
        [(4, "prosecutions", "sex"), (1, "prosecutions", "sex child"), (2, "prosecutions", "labor")],
    ),
    (
        "In 2016, police investigated 14 cases with 24 defendants, compared with none in 2015.",
        [(14, "investigations", ""), (24, "investigations", ""), (0, "investigations", "")],
    ),
    (
        "In 2016, police identified 76 victims. Thirty-two victims were children and 57 were female.",
        [(76, "victims_identified", ""), (32, "victims_identified", "child"), (57, "victims_identified", "female")],
    ),
    (
        "Police identified nine victims in 2016. Of these, nine were in forced labor, including five in begging; five were children.",
        [
            (9, "victims_identified", ""),
            (9, "victims_identified", "labor"),
            (5, "victims_identified", "forced_begging"),
            (5, "victims_identified", "child"),
        ],
    ),
    (
        "In 2016, the government did not prosecute any officials and investigated fewer cases than in 2015.",
        [(0, "official_complicity_prosecutions", "")],
    ),
    ("In 2016, an NGO-run shelter assisted 19 victims.", [(19, "victims_assisted", "")]),
    (
        "In 2016, police referred 47 women and 12 children intercepted at the border to a shelter.",
        [(47, "victims_referred", "female adult"), (12, "victims_referred", "child")],
    ),
    (
        "In 2016, prosecutors did not investigate any officials, nor did they prosecute any.",
        [(0, "official_complicity_investigations", ""), (0, "official_complicity_prosecutions", "")],
    ),
    ("In 2016, officials issued 112 three-month permits to victims.", [(112, "residence_permits", "")]),
    ("In 2016, 18 of the 53 victims—34 percent—received shelter.", [(18, "victims_sheltered", ""), (53, "victims_identified", "")]),
    ("In 2016, the ministry ran one 40-person shelter.", [(1, "shelters", ""), (40, "shelter_capacity", "")]),
    (
        "In 2016, officials referred 104 of the minors for domestic servitude, 473 for other forms of labor trafficking.",
        [(104, "victims_referred", "domestic_servitude child"), (473, "victims_referred", "labor child")],
    ),
    ("In one case in 2016, police arrested five suspects.", [(5, "arrests", "")]),
    ("In 2016, police identified one New Zealand girl.", [(1, "victims_identified", "NZL female child")]),
    ("In 2016, the hotline received 65 calls resulting in 25 investigations.", [(65, "hotline_calls", ""), (25, "investigations", "")]),
    # who is no offender, whom lists and sentences speak of, and data from so many places
    ("In 2016, police arrested 12 women for prostitution.", [(12, "other", "sex female adult")]),
    (
        "In 2016, courts prosecuted three foreign nationals for child sex tourism and convicted one.",
        [(3, "other", "sex foreign"), (1, "other", "sex foreign")],
    ),
    ("In 2016, 22 radio stations broadcast messages in local languages.", [(22, "other", "")]),
    (
        "In 2016, police identified 81 victims. Child victims came from Ghana (12) and Togo (six).",
        [(81, "victims_identified", ""), (12, "victims_identified", "GHA child"), (6, "victims_identified", "TGO child")],
    ),
    (
        "In 2016, courts convicted 25 sex traffickers and six labor traffickers. Sentences for 26 of them ranged from three to nine years.",
        [(25, "convictions", "sex"), (6, "convictions", "labor"), (26, "sentenced", "")],
    ),
    (
        "In 2016, the police held 26 awareness sessions for 1,500 drivers and traders.",
        [(26, "awareness_events", ""), (1500, "people_reached", "")],
    ),
    (
        "In 2016, officials identified 488 victims. The victims included 203 children (167 girls and 36 boys) and 61 foreign nationals.",
        [
            (488, "victims_identified", ""),
            (203, "victims_identified", "child"),
            (167, "victims_identified", "female child"),
            (36, "victims_identified", "male child"),
            (61, "victims_identified", "foreign"),
        ],
    ),
    (
        (
            "In 2016, officials identified 327 victims and screened 305 others. Of the identified victims, 24 "
            "women and one male minor were exploited in sex trafficking."
        ),
        [
            (327, "victims_identified", ""),
            (305, "other", ""),
            (24, "victims_identified", "sex female adult"),
            (1, "victims_identified", "sex male child"),
        ],
    ),
    (
        "In 2016, police identified 851 victims, compared with 740 victims with data from 30 of 45 provinces.",
        [(851, "victims_identified", ""), (740, "victims_identified", ""), (30, "other", "")],
    ),
    ("The ministry did not report information on parents involved in begging for the purpose of helping their children.", []),
    # what is no event, whose shelter, and what those helped have
    (
        (
            "In 2016, the ministry supported 11 regional anti-trafficking roundtables and held five campaigns, "
            "including one on child domestic servitude."
        ),
        [(11, "other", ""), (5, "awareness_events", ""), (1, "awareness_events", "")],
    ),
    ("In 2016, the men’s shelter assisted 23 victims.", [(23, "victims_assisted", "")]),
    (
        "In 2016, the state funded apartments with 18 beds for victims, and a six-bed apartment for male victims.",
        [(18, "shelter_capacity", ""), (6, "shelter_capacity", "male")],
    ),
    ("In 2016, officials gave services to 11 victims on temporary stay visas.", [(11, "victims_assisted", "")]),
    (
        "In 2016, police identified 75 victims, including 35 in sex trafficking, and 40 for which the form of exploitation was unclear.",
        [(75, "victims_identified", ""), (35, "victims_identified", "sex"), (40, "victims_identified", "unspecified")],
    ),
    (
        (
            "In 2016, police identified 101 victims. Sex trafficking victims included 35 girls, while labor "
            "trafficking victims included six girls and two transgender persons."
        ),
        [
            (101, "victims_identified", ""),
            (35, "victims_identified", "sex female child"),
            (6, "victims_identified", "labor female child"),
            (2, "victims_identified", "labor lgbtqi"),
        ],
    ),
    # gerunds that are nouns too, what befell a part, and who was wronged
    (
        "In 2016, the government reported training 890 police officers, housing 12 victims, and counseling nine.",
        [(890, "people_trained", ""), (12, "victims_sheltered", ""), (9, "victims_assisted", "")],
    ),
    (
        "In 2016, the government reported assisting 45 victims and providing shelter to 12.",
        [(45, "victims_assisted", ""), (12, "victims_sheltered", "")],
    ),
    ("In 2016, the state ran two newly opened, NGO-operated shelters.", [(2, "shelters", "")]),
    (
        (
            "In 2016, police identified 321 victims: 201 of sex trafficking, including 88 children; 95 of labor "
            "trafficking; and 25 of forced criminality."
        ),
        [
            (321, "victims_identified", ""),
            (201, "victims_identified", "sex"),
            (88, "victims_identified", "sex child"),
            (95, "victims_identified", "labor"),
            (25, "victims_identified", "forced_criminality"),
        ],
    ),
    ("Victims may assist law enforcement; 36 victims did so in 2016.", [(36, "victims_in_proceedings", "")]),
    (
        "In 2016, police arrested three officials, including a mayor, for allegedly exploiting five girls.",
        [(3, "arrests", ""), (5, "other", "female child")],
    ),
    ("In 2016, a court convicted four traffickers of exploiting 21 Indian workers.", [(4, "convictions", ""), (21, "other", "IND")]),
    ("The two shelters housed 64 victims in 2016, an average of 12 a month.", [(2, "shelters", ""), (64, "victims_sheltered", "")]),
    (
        "Of the 45 potential victims screened in 2016, officials formally identified 20 and found 15 not to be victims.",
        [(45, "other", ""), (20, "victims_identified", ""), (15, "other", "")],
    ),
    ("In 2016, courts ordered two traffickers to pay $400 to three victims.", [(2, "other", ""), (3, "restitution_awards", "")]),
    (
        "In 2016, the state brought home 31 Ugandan victims from Saudi Arabia (22) and Oman (nine).",
        [(31, "victims_repatriated", "UGA"), (22, "victims_repatriated", "UGA"), (9, "victims_repatriated", "UGA")],
    ),
    (
        (
            "In 2016, an NGO aided 60 victims, 40 of whom were referred by police, compared with 52 victims, 18 "
            "of whom were referred by police, in 2015."
        ),
        [(60, "victims_assisted", ""), (40, "victims_referred", ""), (52, "victims_assisted", ""), (18, "victims_referred", "")],
    ),
    # how things stand with a part
    ("In 2016, 48 cases were under investigation and 31 were in the courts.", [(48, "investigations", ""), (31, "prosecutions", "")]),
    ("In 2016, 19 persons were convicted, with another 30 cases pending.", [(19, "convictions", ""), (30, "prosecutions", "")]),
    # what was not done, told with a gerund, across brackets, of persons named before, as an outcome
    (
        "In 2017, police identified 31 victims but did not refer any of them to care.",
        [(31, "victims_identified", ""), (0, "victims_referred", "")],
    ),
    (
        (
            "In 2017, the government did not initiate any investigations (two in 2016), prosecute any suspects (five in 2016), or "
            "convict any traffickers."
        ),
        [(0, "investigations", ""), (0, "prosecutions", ""), (0, "convictions", ""), (2, "investigations", ""), (5, "prosecutions", "")],
    ),
    ("In 2017, the state reported not prosecuting or convicting any traffickers.", [(0, "prosecutions", ""), (0, "convictions", "")]),
    (
        "In 2017, there were no reports that the government investigated, prosecuted, or convicted any official for complicity.",
        [
            (None, "official_complicity_investigations", ""),
            (None, "official_complicity_prosecutions", ""),
            (None, "official_complicity_convictions", ""),
        ],
    ),
    ("In 2017, there were no reports that the government arrested or deported any victims.", []),
    ("In 2017, none of these investigations led to prosecutions or convictions.", [(0, "prosecutions", ""), (0, "convictions", "")]),
    ("In 2017, the government did not provide shelter to any victims.", [(0, "victims_sheltered", "")]),
    # callers are no victims; two participles share a compared number
    ("In 2017, the hotline received 1,230 calls and referred 12 callers to police.", [(1230, "hotline_calls", ""), (12, "other", "")]),
    (
        (
            "In 2017, police identified and referred 45 victims, compared with 30 victims identified and referred, including six "
            "foreign nationals, in 2016."
        ),
        [
            (45, "victims_identified", ""),
            (45, "victims_referred", ""),
            (30, "victims_identified", ""),
            (30, "victims_referred", ""),
            (6, "victims_identified", "foreign"),
        ],
    ),
    # shares told side by side, shelters of a list, citizens of a country, sessions among other figures
    (
        "In 2017, officials identified 673 victims, 498 of whom were female and 352 of whom were children.",
        [(673, "victims_identified", ""), (498, "victims_identified", "female"), (352, "victims_identified", "child")],
    ),
    (
        (
            "In 2017, the state operated a 35-bed shelter for female victims, an 18-bed shelter for male victims, and six "
            "transitional apartments."
        ),
        [(35, "shelter_capacity", "female"), (18, "shelter_capacity", "male"), (6, "shelters", "")],
    ),
    (
        "In 2017, police identified 12 citizens of Uganda, nine nationals of the Philippines, and two nationals of other countries.",
        [(12, "victims_identified", "UGA"), (9, "victims_identified", "PHL"), (2, "victims_identified", "foreign")],
    ),
    (
        "In 2017, the unit held 46 awareness sessions that reached 3,150 students, compared with 38 sessions in 2016.",
        [(46, "awareness_events", ""), (3150, "people_reached", ""), (38, "awareness_events", "")],
    ),
    (
        "In 2017, inspectors conducted 208 inspections, none of which resulted in the identification of a trafficking case.",
        [(208, "inspections", ""), (0, "cases_identified", "")],
    ),
    ("In 2017, the ministry trained all of its 22 inspectors.", [(22, "people_trained", "")]),
    # acts in a row, those returned among those assisted, names of places and lines
    (
        "In 2017, authorities investigated 67 cases, prosecuted 41, and obtained 17 convictions.",
        [(67, "investigations", ""), (41, "prosecutions", ""), (17, "convictions", "")],
    ),
    (
        "In 2017, the ministry assisted 38 trafficking victims, including eight returned from Lebanon.",
        [(38, "victims_assisted", ""), (8, "victims_assisted", "")],
    ),
    ("In 2017, NGOs helped 720 returned victims.", [(720, "victims_assisted", "")]),
    ("In 2017, the shelter for domestic workers assisted 700 women.", [(700, "victims_assisted", "female adult")]),
    (
        "In 2017, police identified 31 victims and sent 18 to Women’s Consulting Centers.",
        [(31, "victims_identified", ""), (18, "victims_referred", "")],
    ),
    ("In 2017, police arrested a couple attempting to sell 14 children.", [(14, "other", "child")]),
    ("In 2017, a helpline, “Allo 111,” received 59 calls.", [(59, "hotline_calls", "")]),
    # persons are counted, not what they got
    (
        (
            "In 2017, police referred all victims to NGO-run shelters, where 143 received psycho-social counseling, 87 medical "
            "care, and 52 vocational training."
        ),
        [(143, "victims_assisted", ""), (87, "victims_assisted", ""), (52, "victims_assisted", "")],
    ),
    (
        "In 2017, NGOs provided 87 victims medical care, 52 vocational training, and 14 legal aid.",
        [(87, "victims_assisted", ""), (52, "victims_assisted", ""), (14, "victims_assisted", "")],
    ),
    # what each number got, who was let go, countries before their numbers
    (
        "In 2017, of 45 suspects arrested, 30 were charged, nine released, and six remained under investigation.",
        [(45, "arrests", ""), (30, "prosecutions", ""), (9, "other", ""), (6, "investigations", "")],
    ),
    (
        "In 2017, the unit provided services to 87 victims: 52 received shelter, 43 legal aid, and 12 job training.",
        [(87, "victims_assisted", ""), (52, "victims_sheltered", ""), (43, "victims_assisted", ""), (12, "victims_assisted", "")],
    ),
    (
        "In 2017, victims came from 12 countries, with the largest numbers from Uganda (32) and Rwanda (21).",
        [(12, "other", ""), (32, "victims_identified", "UGA"), (21, "victims_identified", "RWA")],
    ),
    # those of whom others are taken, shares beside their number, what courts awarded
    (
        "In 2017, two of the four defendants were found guilty, and 12 of the 31 suspects were acquitted.",
        [(2, "convictions", ""), (4, "prosecutions", ""), (12, "acquittals", ""), (31, "other", "")],
    ),
    (
        "In 2017, an estimated 15 percent of the 312 victims assisted, or 47, were men.",
        [(312, "victims_assisted", ""), (47, "victims_assisted", "male adult")],
    ),
    ("In 2017, courts awarded three victims a total of 900,000 shillings.", [(3, "compensation_awards", "")]),
    # confirmed victims before potential ones
    (
        (
            "In 2017, police identified 5,145 victims and 2,505 potential victims, compared with 3,946 identified and 1,625 "
            "potential victims in 2016."
        ),
        [
            (5145, "victims_identified", ""),
            (2505, "potential_victims_identified", ""),
            (3946, "victims_identified", ""),
            (1625, "potential_victims_identified", ""),
        ],
    ),
    # those to whom something was not done, those of an untold form
    (
        (
            "In 2017, officials identified 187 victims, 133 in forced labor; they did not provide details on the type of "
            "trafficking the other 54 victims experienced."
        ),
        [(187, "victims_identified", ""), (133, "victims_identified", "labor"), (54, "victims_identified", "unspecified")],
    ),
    (
        "In 2017, the government identified 45 victims but did not assist 12 of them or provide shelter to nine.",
        [(45, "victims_identified", ""), (12, "other", ""), (9, "other", "")],
    ),
    ("In 2017, authorities did not refer 14 victims to care.", [(14, "other", "")]),
    # places before a relative clause, parts of a part, most of them
    (
        (
            "In 2017, the program assisted 61 victims, including 49 women from Thailand and South Korea who had been subjected to "
            "sexual exploitation."
        ),
        [(61, "victims_assisted", ""), (49, "victims_assisted", "sex foreign female adult")],
    ),
    (
        "In 2017, police identified 46 victims; 33 had been subjected to forced labor, among them 17 Sri Lankan women.",
        [(46, "victims_identified", ""), (33, "victims_identified", "labor"), (17, "victims_identified", "labor LKA female adult")],
    ),
    (
        "In 2017, police investigated six cases, most of them for sex trafficking, and 12 others, all but one for forced labor.",
        [(6, "investigations", ""), (12, "investigations", ""), (5, "investigations", "labor")],
    ),
    # what they were charged with
    (
        "In 2017, courts convicted nine people on forced labor charges and 12 on suspicion of sex trafficking.",
        [(9, "convictions", "labor"), (12, "convictions", "sex")],
    ),
    ("The shelter had a capacity of 40 and a staff of nine in 2017.", [(40, "shelter_capacity", ""), (9, "staff", "")]),
    # splits told by apposition, by a subject without a verb, by an opener; totals behind a dash
    (
        "In 2017, the 213 victims included 120 sex trafficking victims and 93 labor trafficking victims, 60 men and 33 women.",
        [
            (213, "victims_identified", ""),
            (120, "victims_identified", "sex"),
            (93, "victims_identified", "labor"),
            (60, "victims_identified", "labor male adult"),
            (33, "victims_identified", "labor female adult"),
        ],
    ),
    (
        "In 2017, sex trafficking victims totaled 120 and labor trafficking victims 93.",
        [(120, "victims_identified", "sex"), (93, "victims_identified", "labor")],
    ),
    (
        "In 2017, among the labor trafficking victims were 60 men, 25 women, and eight boys.",
        [
            (60, "victims_identified", "labor male adult"),
            (25, "victims_identified", "labor female adult"),
            (8, "victims_identified", "labor male child"),
        ],
    ),
    (
        "In 2017, there were 120 adult and 93 child victims; 140 were female and 73 male.",
        [
            (120, "victims_identified", "adult"),
            (93, "victims_identified", "child"),
            (140, "victims_identified", "female"),
            (73, "victims_identified", "male"),
        ],
    ),
    (
        "In 2017, shelters assisted 140 women and 43 children—183 victims in all.",
        [(140, "victims_assisted", "female adult"), (43, "victims_assisted", "child"), (183, "victims_assisted", "")],
    ),
    (
        "In 2017, prosecutors filed charges in 24 cases (17 sex trafficking and seven labor trafficking) and closed 12.",
        [(24, "prosecutions", ""), (17, "prosecutions", "sex"), (7, "prosecutions", "labor"), (12, "other", "")],
    ),
    # gapped stages of cases, two acts of a part, what a total was
    (
        "In 2017, police opened 274 cases, of which 195 were forwarded to prosecutors and 95 to the courts.",
        [(274, "investigations", ""), (195, "other", ""), (95, "prosecutions", "")],
    ),
    (
        "In 2017, authorities prosecuted 67 traffickers, of whom 34 were convicted and sentenced.",
        [(67, "prosecutions", ""), (34, "convictions", ""), (34, "sentenced", "")],
    ),
    (
        "In 2017, of the 42 cases prosecuted, 38 ended in convictions and two in acquittals.",
        [(42, "prosecutions", ""), (38, "convictions", ""), (2, "acquittals", "")],
    ),
    (
        "In 2017, courts handed down convictions in 17 cases, but five of the 17 offenders received suspended sentences.",
        [(17, "convictions", ""), (5, "sentenced", "")],
    ),
    ("In 2017, 1,797 victims entered social protection programs.", [(1797, "victims_assisted", "")]),
    ("In 2017, officials intercepted 1,450 would-be migrants at airports.", [(1450, "other", "")]),
    # lists that end with the sentence's next subject, nearly nothing, joined staff
    (
        "In 2017, shelters accommodated 61 victims, among them 24 girls, and child protection offices placed 133 victims in foster care.",
        [(61, "victims_sheltered", ""), (24, "victims_sheltered", "female child"), (133, "victims_sheltered", "")],
    ),
    (
        (
            "In 2017, police tried next to no one for trafficking, and units staffed by 28 police officers and 15 social workers "
            "identified nine victims."
        ),
        [(28, "staff", ""), (15, "staff", ""), (9, "victims_identified", "")],
    ),
    ("In 2017, pre-departure sessions reached 20,150 migrants.", [(20150, "people_reached", "")]),
    ("In 2017, inspectors did not say how many of the inspections led to investigations.", [(None, "investigations", "")]),
    # brackets behind a share, cases that ended, capacities that changed
    (
        "In 2017, police identified 187 victims; 134 of the 187 were adults (121 in 2016).",
        [(187, "victims_identified", ""), (134, "victims_identified", "adult"), (121, "victims_identified", "adult")],
    ),
    (
        "In 2017, police reported 55 new investigations involving 81 suspects and concluded 23 from 2016.",
        [(55, "investigations", ""), (81, "investigations", ""), (23, "investigations", "")],
    ),
    ("In 2017, the ministry inspected 1,208 employers.", [(1208, "inspections", "")]),
    ("In 2017, the shelter reduced its capacity from 40 to 20.", [(40, "shelter_capacity", ""), (20, "shelter_capacity", "")]),
    (
        "In 2017, five of the traffickers received fully suspended sentences, two partially suspended ones, and four prison terms.",
        [(5, "sentenced", ""), (2, "sentenced", ""), (4, "sentenced", "")],
    ),
    (
        (
            "In 2017, prosecutors initiated 12 prosecutions against 19 defendants and convicted two offenders (15 prosecutions "
            "against 30 defendants in 2016)."
        ),
        [(12, "prosecutions", ""), (19, "prosecutions", ""), (2, "convictions", ""), (15, "prosecutions", ""), (30, "prosecutions", "")],
    ),
    # numbers that were others in another year
    (
        "Police identified 26 victims and 101 potential victims in 2017; in 2016, these numbers were 31 and 88, respectively.",
        [
            (26, "victims_identified", ""),
            (101, "potential_victims_identified", ""),
            (31, "victims_identified", ""),
            (88, "potential_victims_identified", ""),
        ],
    ),
    ("In 2017, the fund disbursed $559,570 for 402 victims.", [(402, "victims_assisted", "")]),
    # further acts and awards under one negation
    (
        "In 2017, the government did not report the number of victims it identified or referred to services.",
        [(None, "victims_referred", ""), (None, "victims_identified", "")],
    ),
    ("In 2017, no victims received restitution or compensation.", [(0, "restitution_awards", ""), (0, "compensation_awards", "")]),
    # whom the law entitles
    (
        "Foreign victims were entitled to temporary residence permits; in 2017, officials approved 27 of 41 applications.",
        [(27, "residence_permits", "foreign"), (41, "other", "foreign")],
    ),
    (
        "Foreign victims could take a 90-day reflection period; five victims took one in 2017.",
        [(5, "reflection_periods_granted", "foreign")],
    ),
    # brackets that mirror those before; what some of the convicted were convicted of
    (
        (
            "Prosecutors initiated 33 prosecutions (19 for sex trafficking and 14 for labor trafficking), compared with 42 (28 and "
            "14, respectively) in 2021."
        ),
        [
            (33, "prosecutions", ""),
            (19, "prosecutions", "sex"),
            (14, "prosecutions", "labor"),
            (42, "prosecutions", ""),
            (28, "prosecutions", "sex"),
            (14, "prosecutions", "labor"),
        ],
    ),
    (
        "Courts convicted 58 traffickers; seven of the 58 were convicted of forced labor.",
        [(58, "convictions", ""), (7, "convictions", "labor")],
    ),
    # the form of the crime behind the persons counted
    ("Authorities investigated two police officers for complicity in sex trafficking.", [(2, "official_complicity_investigations", "sex")]),
    ("Police arrested eight members of a gang that forced women into prostitution.", [(8, "arrests", "sex")]),
    ("Three people were detained in connection with a child sex trafficking ring.", [(3, "arrests", "sex")]),
    ("Authorities rescued 83 women and girls sold into forced marriage in 2012.", [(83, "other", "forced_marriage female")]),
    (
        "Authorities assisted 83 women who had returned from domestic servitude.",
        [(83, "victims_assisted", "domestic_servitude female adult")],
    ),
    # the status of a victim, funds for crime victims, a staff that grew
    ("The status of trafficking victim was accorded to 84 women in 2011.", [(84, "victims_identified", "female adult")]),
    ("The state fund for crime victims paid out to 27 trafficking victims in 2014.", [(27, "compensation_awards", "")]),
    ("The number of staff of the coordinator's office grew from four to seven in 2016.", [(4, "staff", ""), (7, "staff", "")]),
]


@pytest.mark.parametrize(("text", "expected"), WHO, ids=[case[0][:60] for case in WHO])
def test_who_and_what_is_counted(text, expected):
    found = []
    for count in reading_of(text).counts:
        told = [value for value in (count.exploitation, count.nationality, count.sex, count.age) if value != "all"]
        found.append((count.value, count.indicator, " ".join(told)))
    assert found == expected


# (sentence, [(value, year or (start, end))]); the report is of 2018
WHEN = [
    ("In 2016, police referred 68 victims, a rise of roughly one-third from 52 in 2015.", [(68, 2016), (52, 2015)]),
    ("In 2016, in 71 workshops, half the number of the year before, the ministry trained 48 judges.", [(71, 2016), (48, 2016)]),
    (
        "In 2017, courts convicted 16 traffickers; by comparison, prosecutors charged 19 suspects and courts convicted six in 2016.",
        [(16, 2017), (19, 2016), (6, 2016)],
    ),
    ("In 2017, prosecutors charged two suspects from 2015 cases.", [(2, 2017)]),
    ("In 2017, 14 districts had plans aligned with the policy through 2030, and police opened five cases.", [(14, 2017), (5, 2017)]),
    ("In 2017, courts convicted two traffickers, the first convictions since 2013.", [(2, 2017)]),
    (
        "In 2017, police opened 11 cases, four of which had come to trial by the end of the year.",
        [(11, 2017), (4, (None, date(2017, 12, 31)))],
    ),
    (
        "In 2017, courts convicted 27 sex traffickers and four labor traffickers, compared with 40 and six, respectively, in 2016.",
        [(27, 2017), (4, 2017), (40, 2016), (6, 2016)],
    ),
    (
        "Between January and September 2017, police identified 86 victims (91 in the same months of 2016).",
        [(86, (date(2017, 1, 1), date(2017, 9, 30))), (91, (date(2016, 1, 1), date(2016, 9, 30)))],
    ),
    (
        "In the fiscal year that ran from July 2016 to June 2017, inspectors made 980 inspections.",
        [(980, (date(2016, 7, 1), date(2017, 6, 30)))],
    ),
    (
        "In 2017, police identified 30 victims (18 in 2016); 21 were female and nine were male (11 females and seven males).",
        [(30, 2017), (18, 2016), (21, 2017), (9, 2017), (11, 2016), (7, 2016)],
    ),
    ("In 2017, courts convicted 41 traffickers; the number for 2016 was 30 and for 2015, 29.", [(41, 2017), (30, 2016), (29, 2015)]),
    ("In 2017, police opened 14 cases, compared with nine investigations in 2016 and none in 2015.", [(14, 2017), (9, 2016), (0, 2015)]),
    ("Police opened 68 cases against 89 suspects in 2017.", [(68, 2017), (89, 2017)]),
    ("The hotline took 234 calls, compared with 180 in 2016; police opened 54 cases.", [(234, 2017), (180, 2016), (54, 2017)]),
    (
        "In 2017, police opened six cases—four of sex trafficking and two of labor trafficking—the same number as in 2016.",
        [(6, 2017), (6, 2016), (4, 2017), (2, 2017)],
    ),
    # where those counted come from, what was founded, and what befell a part date no other figure
    ("In 2017, police investigated 44 cases, including 12 carried over from 2016.", [(44, 2017), (12, 2017)]),
    ("A fund established in 2009 gave grants to 44 survivors in 2017.", [(44, 2017)]),
    ("In 2017, the shelter hosted 31 victims, six of whom had arrived in 2016.", [(31, 2017), (6, 2016)]),
    (
        "In 2017, police opened nine cases; in 2016, by contrast, they held 26 talks that drew 9,000 people.",
        [(9, 2017), (26, 2016), (9000, 2016)],
    ),
    (
        "In FY 2017, officials granted visas to 500 victims (580 in FY 2016).",
        [(500, (date(2016, 7, 1), date(2017, 6, 30))), (580, (date(2015, 7, 1), date(2016, 6, 30)))],
    ),
    ("In the 12 months ending in June 2017, police arrested 14 men.", [(14, (date(2016, 7, 1), date(2017, 6, 30)))]),
    (
        "In 2017, police gave 138 lessons, which reached 900 pupils. The comparable figures for 2016 were 205 and 2,100.",
        [
            (138, 2017),
            (900, 2017),
            (205, 2016),
            (2100, 2016),
        ],
    ),
    # what the next sentence compares dates this one; money of the sentence goes with it
    (
        "The government identified 421 victims, 280 of them women. This compared with 398 victims in 2016.",
        [(421, 2017), (280, 2017), (398, 2016)],
    ),
    (
        "The number of victims rose to 524 from 430 the year before. In 2017, 12 went home.",
        [(524, (date(2017, 4, 1), date(2018, 3, 31))), (430, (date(2016, 4, 1), date(2017, 3, 31))), (12, 2017)],
    ),
    # the date of a total is its own act's, that of what began earlier is not
    ("Of the 44 cases opened in 2016, 20 were closed.", [(44, 2016), (20, 2016)]),
    ("In 2017, two trials begun in 2014 concluded with the conviction of six defendants.", [(2, 2017), (6, 2017)]),
    (
        "Since its launch in 2010, the hotline has taken 11,000 calls, including 2,400 in 2017.",
        [(11000, (date(2010, 1, 1), date(2017, 12, 31))), (2400, 2017)],
    ),
    ("Unlike the previous year, police arrested no suspects.", [(0, (date(2017, 4, 1), date(2018, 3, 31)))]),
    # two years with one number, and years that only compare
    ("In 2017, 20 victims testified (compared with nine in both 2016 and 2015).", [(20, 2017), (9, 2016), (9, 2015)]),
    ("Two victims were children in both 2017 and 2016.", [(2, 2017), (2, 2016)]),
    (
        "The government did not convict any traffickers and opened fewer cases compared to the previous year.",
        [(0, (date(2017, 4, 1), date(2018, 3, 31)))],
    ),
    (
        "The ministry allocated $40,000 for shelters and assisted 12 victims during fiscal year 2016 to 2017.",
        [(12, (date(2016, 7, 1), date(2017, 6, 30)))],
    ),
    ("The number of victims identified (312) in 2016 fell.", [(312, 2016)]),
    # years that only compare date no other figure
    (
        "In comparison, police identified 42 victims in 2016; they identified 75 victims, and NGOs identified 78 in 2015.",
        [(42, 2016), (75, 2015), (78, 2015)],
    ),
    (
        (
            "The police identified 42 victims in 2017. In comparison, they identified 73 in 2016. Officials "
            "identified five of the victims at the border."
        ),
        [(42, 2017), (73, 2016), (5, 2017)],
    ),
    ("Authorities identified 75 potential victims, including 40 children (38 in 2016).", [(75, 2017), (40, 2017), (38, 2016)]),
    # falls with an adverb
    ("Authorities referred 34 victims to NGOs, down significantly from 82 in 2016.", [(34, 2017), (82, 2016)]),
    # each of two acts in each of two years
    ("Police identified and referred 14 victims in both 2017 and 2016.", [(14, 2017), (14, 2016), (14, 2017), (14, 2016)]),
    # nothing is of the year after the one that it is compared with
    (
        "Police investigated five cases, compared with not investigating any cases in 2016.",
        [(5, 2017), (0, 2016)],
    ),
    ("The government did not convict any traffickers, compared with two in 2016.", [(0, 2017), (2, 2016)]),
    (
        "The government did not convict any traffickers (one in 2015), and it did not prosecute any suspects (nine in 2015).",
        [(0, 2016), (1, 2015), (0, 2016), (9, 2015)],
    ),
    (
        "Police investigated 12 cases in 2017. The government did not convict any traffickers (two in 2016).",
        [(12, 2017), (0, 2017), (2, 2016)],
    ),
    # the later of two like parts is of the later total
    (
        "Police identified 45 victims (32 women and 13 men), compared with 30 in 2016, including 20 women.",
        [(45, 2017), (32, 2017), (13, 2017), (30, 2016), (20, 2016)],
    ),
    (
        "Courts convicted 42 traffickers, including nine police officers, compared with 54 in 2016, including five police officers.",
        [(42, 2017), (9, 2017), (54, 2016), (5, 2016)],
    ),
    ("Courts convicted 42 traffickers, compared with 54 in 2016, including five police officers.", [(42, 2017), (54, 2016), (5, 2017)]),
    # the end of the year is not that of the years in which they began
    ("Eleven trials were under way at year’s end, nine of them begun in 2016.", [(11, (None, date(2018, 3, 31))), (9, 2016)]),
    ("At the end of the year, 11 trials were pending, nine from 2016.", [(11, (None, date(2018, 3, 31))), (9, (None, date(2018, 3, 31)))]),
    ("In 2017 and 2016, respectively, inspectors conducted 410 and 390 inspections.", [(410, 2017), (390, 2016)]),
    (
        "Officials investigated 40 cases and won four convictions, bringing to 10 the number of convictions since 2013.",
        [
            (40, (date(2017, 4, 1), date(2018, 3, 31))),
            (4, (date(2017, 4, 1), date(2018, 3, 31))),
            (10, (date(2013, 1, 1), date(2017, 12, 31))),
        ],
    ),
    ("Prosecutors obtained 11 convictions, the same number as in 2016.", [(11, 2017), (11, 2016)]),
    ("Police arrested 35 suspects, compared to 31 in 2016, including 12 for forced begging.", [(35, 2017), (31, 2016), (12, 2017)]),
]


@pytest.mark.parametrize(("text", "expected"), WHEN, ids=[case[0][:60] for case in WHEN])
def test_when_it_was(text, expected):
    spans = {(value, (date(when, 1, 1), date(when, 12, 31)) if isinstance(when, int) else when) for value, when in expected}
    assert {(count.value, (count.period.start, count.period.end)) for count in reading_of(text).counts} == spans
