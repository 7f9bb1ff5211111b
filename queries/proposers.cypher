// title: 谁提出了某做法 · Who proposed a practice
// description: The persons, organizations and places that created a practice or first put it forward; name a practice, or none for all.
// param practice: name Practice = "" — 做法, the practice; empty: all
// example: kg query proposers
MATCH (proposer)-[proposal:PROPOSED]->(practice:Practice)
WHERE $practice = '' OR $practice IN [practice.id, practice.name] OR $practice IN practice.aliases
WITH proposer, practice, proposal.sentence AS sentence, proposal.report AS report_id
MATCH (report:Report {id: report_id})
RETURN practice.name AS `做法`, proposer.name AS `提出者`, sentence AS `原句`, report.name AS `报告`
ORDER BY practice.name, proposer.name, report_id, practice.id, proposer.id
