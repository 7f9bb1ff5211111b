// title: 某地下辖的地方和组织 · A place with all it contains
// description: Every place and organization that the graph knows inside a place, with its distance in steps of containment.
// param place: name Place — 地方, the place
// example: kg query inside --place 宁波
MATCH (place:Place)
WHERE $place IN [place.id, place.name] OR $place IN place.aliases
MATCH path = (inner)-[:LOCATED_IN*1..6]->(place)
WITH place, inner, min(length(path)) AS steps
MATCH (inner)-[:LOCATED_IN]->(container:Place)
WITH place, inner, steps, container
ORDER BY container.name, container.id
WITH place, inner, steps, collect(DISTINCT container.name) AS containers
RETURN place.name AS `地方`, steps AS `层级`, inner.name AS `名称`, inner.kind AS `类别`, containers AS `所在`
ORDER BY place.name, steps, inner.name, place.id, inner.id
