// title: 谁考察了哪里 · Who visited where
// description: Visits with their dates and head count. Name a visitor, a place, or neither for all visits; a visit to a part of the place counts.
// param visitor: name Place|Organization = "" — 考察方, the visiting party; empty: anyone
// param place: name Place|Organization = "" — 被考察的地方, the place visited; empty: anywhere
// example: kg query visits --place 宁波
MATCH (visitor)-[visit:VISITED]->(visited)
WHERE ($visitor = '' OR $visitor IN [visitor.id, visitor.name] OR $visitor IN visitor.aliases)
  AND ($place = '' OR EXISTS {
    MATCH (visited)-[:LOCATED_IN*0..6]->(place)
    WHERE $place IN [place.id, place.name] OR $place IN place.aliases
  })
WITH visitor, visited, visit.start_date AS start_date, visit.end_date AS end_date,
     visit.participants AS participants, visit.sentence AS sentence, visit.report AS report_id
MATCH (report:Report {id: report_id})
RETURN visitor.name AS `考察方`, visited.name AS `考察地`, start_date AS `开始日期`, end_date AS `结束日期`,
       participants AS `人数`, sentence AS `原句`, report.name AS `报告`
ORDER BY start_date, visitor.name, visited.name, report_id, visitor.id, visited.id
