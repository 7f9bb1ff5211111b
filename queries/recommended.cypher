// title: 向某方建议的做法 · Practices recommended to an own side
// description: What reports propose that a party should take over, and where among the places visited in the same report it is carried out.
// param party: name Place|Organization = "" — 己方, the own side; empty: all
// example: kg query recommended
MATCH (party)-[adoption:ADOPTED {status: 'recommended'}]->(practice:Practice)
WHERE $party = '' OR $party IN [party.id, party.name] OR $party IN party.aliases
OPTIONAL MATCH (model)-[existing:ADOPTED {status: 'in_place'}]->(practice)
WHERE existing.report = adoption.report AND model.id <> party.id
WITH party, practice, adoption, model
ORDER BY model.name
WITH party, practice, adoption.sentence AS sentence, adoption.report AS report_id, collect(DISTINCT model.name) AS models
MATCH (report:Report {id: report_id})
RETURN party.name AS `己方`, practice.name AS `做法`, practice.kind AS `类别`, models AS `学自`,
       sentence AS `原句`, report.name AS `报告`
ORDER BY party.name, practice.name, report_id, party.id, practice.id
