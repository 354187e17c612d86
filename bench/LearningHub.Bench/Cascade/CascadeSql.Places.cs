using LearningHub.Domain.Common;

namespace LearningHub.Bench.Cascade;

/// <summary>What the pages of the tree, of the districts and of the months draw, by SQL written for it by hand.</summary>
internal sealed partial class CascadeSql
{
    /// <summary>Branches on one page, sessions listed below one session: as the page has it.</summary>
    public const int BranchesAPage = 20, Listed = 12;

    /// <summary>Verified people by district as they may be shown: the total is published to the person, so the last few to become known stay out, and running totals are cut to whole steps.</summary>
    public string Districts()
    {
        var last = (int)One("select (count(*) + 1) % @step from temp.places where generation > 0")!.Value;
        return List($"""
            with reached as materialized (
                select s.district, (select min(e.confirmed_at) from exposures e where e.session_id = p.session_id and e.learner_id = p.learner_id) since
                from temp.places p join cascade_sessions s on s.id = p.session_id),
              last as materialized (select district from reached order by since desc, district desc limit {last}),
              counts as (select district, count(*) - (select count(*) from last where last.district = reached.district) people from reached group by district),
              running as (select district, sum(people) over (order by district) total from counts),
              published as (select district, total / @step * @step - coalesce(lag(total) over (order by district), 0) / @step * @step people from running)
            select district || ' ' || people from published where people > 0 order by people desc, district
            """);
    }

    /// <summary>Reach until the end of each month in which somebody was reached.</summary>
    public string Months() => List("""
        select sum(people) over (order by month) from (select substr(held_at, 1, 7) month, count(*) people from temp.places where generation > 0 group by 1) order by month
        """);

    /// <summary>The first page of the tree, closed: the largest branches and two levels of what grew from them, each with everything below it counted.</summary>
    public string Tree() => Draw("select id session_id, held_at from cascade_sessions s where module = @module and module_version = @version", "parent is null", 3, default);

    /// <summary>The page of one branch: four levels of it. Only its own sessions are looked at.</summary>
    public string Tree(CascadeSessionId branch) => Draw($"""
        with recursive sub(session_id, held_at) as (
          select id, held_at from cascade_sessions where id = @id
          union select s.id, s.held_at from sub join temp.places p on p.session_id = sub.session_id join cascade_trainers t on t.learner_id = p.learner_id
            join cascade_sessions s on s.id = t.session_id and {OfS}
          where p.learner_id = (select t2.learner_id from cascade_trainers t2 join temp.places p2 on p2.learner_id = t2.learner_id where t2.session_id = s.id order by p2.generation, p2.learner_id limit 1))
        select session_id, held_at from sub
        """, "session_id = @id", 4, branch.Value);

    /// <summary>Sessions with their parent and counts, then what is below each, then the rows of the page: level by level, at most so many below one.</summary>
    private string Draw(string sessions, string top, int depth, Guid id)
    {
        Run("drop table if exists temp.knots; drop table if exists temp.below;");
        Run($"""
            create temp table knots (session_id text primary key, held_at text, parent text, verified int, reached int) without rowid;
            insert into temp.knots select s.session_id, s.held_at,
              (select p.session_id from cascade_trainers t join temp.places p on p.learner_id = t.learner_id where t.session_id = s.session_id order by p.generation, p.learner_id limit 1),
              (select count(*) from exposures e where e.session_id = s.session_id and e.tier >= 2), (select count(*) from temp.places p where p.session_id = s.session_id)
              from ({sessions}) s;
            """, id);
        Run("""
            create temp table below (session_id text primary key, people int, sessions int) without rowid;
            insert into temp.below with recursive up(ancestor, reached) as (
                select parent, reached from temp.knots where parent is not null
                union all select k.parent, up.reached from up join temp.knots k on k.session_id = up.ancestor where k.parent is not null)
              select ancestor, sum(reached), count(*) from up group by ancestor;
            create index temp.ix_knots on knots (parent, held_at, session_id);
            """);
        return List($"""
            with recursive known as (select k.*, coalesce(b.people, 0) people, coalesce(b.sessions, 0) sessions from temp.knots k left join temp.below b on b.session_id = k.session_id),
              first as (select * from known where {top} order by reached + people desc, held_at, session_id limit {BranchesAPage}),
              drawn(session_id, level, verified, reached, people, sessions) as (
                select session_id, 1, verified, reached, people, sessions from first
                union all select k.session_id, d.level + 1, k.verified, k.reached, coalesce(b.people, 0), coalesce(b.sessions, 0)
                  from drawn d join temp.knots k on k.parent = d.session_id left join temp.below b on b.session_id = k.session_id
                  where d.level < {depth} and (select count(*) from temp.knots o where o.parent = k.parent and (o.held_at, o.session_id) < (k.held_at, k.session_id)) < {Listed})
            select level || ' ' || lower(session_id) || ' ' || verified || ' ' || reached || ' ' || people || ' ' || sessions from drawn order by 1
            """, id);
    }

    /// <summary>A list as one text, so that it can be compared.</summary>
    private string List(string sql, Guid id = default)
    {
        using var command = Command(sql);
        command.Parameters.AddWithValue("@id", id);
        command.Parameters.AddWithValue("@step", Step);
        using var reader = command.ExecuteReader();
        var lines = new List<string>();
        while (reader.Read()) lines.Add(reader.GetString(0));
        return string.Join('\n', lines);
    }
}
