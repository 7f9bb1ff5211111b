// title: 人物的职务 · The posts of a person
// description: The organizations and places where a person holds a post, with the role; name a person, or nobody for all.
// param person: name Person = "" — 人物, the person; empty: everyone
// example: kg query posts
MATCH (person:Person)-[post:AFFILIATED_WITH]->(body)
WHERE $person = '' OR $person IN [person.id, person.name] OR $person IN person.aliases
WITH person, body, post.role AS role, post.sentence AS sentence, post.report AS report_id
MATCH (report:Report {id: report_id})
RETURN person.name AS `人物`, role AS `职务`, body.name AS `单位或地方`, sentence AS `原句`, report.name AS `报告`
ORDER BY person.name, body.name, role, report_id, person.id, body.id
