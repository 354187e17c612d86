using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;
using LearningHub.Tests.Common;
using static LearningHub.Domain.Cascade.InstitutionCommand;
using static LearningHub.Domain.Cascade.InstitutionEvent;
using static LearningHub.Tests.Cascade.GoldenExample;

namespace LearningHub.Tests.Cascade;

public sealed class InstitutionTests
{
    private static readonly DateTimeOffset Now = Day(10);
    private static readonly DateOnly Today = DateOnly.FromDateTime(Day(10).Date);
    private static readonly InstitutionRegistered Registered = new("Ministry of Examples", Sector.Government, P("O"), Now);

    private static Story<InstitutionState, InstitutionCommand, InstitutionEvent> Ministry => new(Institution.Rules);

    [Fact]
    public void An_institution_is_registered_once()
    {
        Ministry.When(new RegisterInstitution(" Ministry of Examples ", Sector.Government, P("O"), Now)).Then(Registered);
        Ministry.Given(Registered).When(new RegisterInstitution("Ministry of Examples", Sector.Government, P("O"), Now)).ThenNothing();
        Ministry.When(new RegisterInstitution("", Sector.Government, P("O"), Now)).ThenRefused("institution.name");
        Ministry.When(new RegisterInstitution("X", (Sector)99, P("O"), Now)).ThenRefused("institution.sector");
    }

    [Fact]
    public void Nothing_is_declared_for_an_institution_that_does_not_exist() => Ministry.When(new DeclareMembership(P("e1"), "", Today, Now)).ThenRefused("institution.unknown");

    [Fact]
    public void A_staff_number_has_a_day_and_a_source()
    {
        var declared = new StaffDeclared("", 212, Today, "Staff register", P("F"), Now);
        Ministry.Given(Registered).When(new DeclareStaff("", 212, Today, "Staff register", P("F"), Today, Now)).Then(declared);
        Ministry.Given(Registered, declared).When(new DeclareStaff("", 212, Today, "Staff register", P("F"), Today, Now)).ThenNothing();
        Ministry.Given(Registered).When(new DeclareStaff("", 0, Today, "Staff register", P("F"), Today, Now)).ThenRefused("institution.staff");
        Ministry.Given(Registered).When(new DeclareStaff("", 5, Today.AddDays(1), "Staff register", P("F"), Today, Now)).ThenRefused("institution.staff-date");
        Ministry.Given(Registered).When(new DeclareStaff("", 5, Today, " ", P("F"), Today, Now)).ThenRefused("institution.staff-source");
        Ministry.Given(Registered).When(new DeclareStaff(new('u', 61), 5, Today, "Register", P("F"), Today, Now)).ThenRefused("institution.unit");
    }

    [Theory]
    [InlineData("Office of Mr Kamau")]
    [InlineData("Call 0788 123 456")]
    [InlineData("amina@example.org")]
    public void A_unit_and_a_source_name_nobody(string text)
    {
        Ministry.Given(Registered).When(new DeclareStaff(text, 5, Today, "Register", P("F"), Today, Now)).ThenRefused("institution.unit-names");
        Ministry.Given(Registered).When(new DeclareStaff("Registry", 5, Today, text, P("F"), Today, Now)).ThenRefused("institution.source-names");
        Ministry.Given(Registered).When(new DeclareMembership(P("e1"), text, Today, Now)).ThenRefused("institution.unit-names");
    }

    [Fact]
    public void People_declare_themselves_and_leave()
    {
        var member = new MembershipDeclared(P("e1"), "Registry", Today, Now);
        Ministry.Given(Registered).When(new DeclareMembership(P("e1"), "Registry", Today, Now)).Then(member);
        Ministry.Given(Registered, member).When(new DeclareMembership(P("e1"), "Registry", Today, Now)).ThenNothing();
        Ministry.Given(Registered, member).When(new LeaveInstitution(P("e1"), Today, Now)).Then(new MemberLeft(P("e1"), Today, Now));
        Ministry.Given(Registered).When(new LeaveInstitution(P("e1"), Today, Now)).ThenNothing();
    }

    [Fact]
    public void A_focal_point_is_named_once()
    {
        var named = new FocalPointNamed(P("F"), P("O"), Now);
        Ministry.Given(Registered).When(new NameFocalPoint(P("F"), P("O"), Now)).Then(named);
        Ministry.Given(Registered, named).When(new NameFocalPoint(P("F"), P("O"), Now)).ThenNothing();
    }

    [Fact]
    public void Coverage_counts_qualified_people_in_post_and_never_exceeds_the_whole()
    {
        var id = new InstitutionId(Guid.NewGuid());
        var facts = Facts with
        {
            Posts =
            [
                new(P("e1"), id, "Registry", Today.AddDays(-20), null), new(P("e2"), id, "Registry", Today, null), new(P("e2"), id, "Field", Today, null),
                new(P("e3"), id, "Registry", Today, Today.AddDays(5)), new(P("Z"), id, "Registry", Today, null),
            ],
            Staff = [new(id, "", 4, Today, "Register"), new(id, "Registry", 1, Today, "Register")],
        };
        var lineage = Lineage.Of(facts, AsOf);
        Assert.Equal(0.5, Coverage.Of(lineage, id)!.Value); // e1 and e2 of 4; e3 has left, Z was never reached
        var registry = Coverage.Of(lineage, id, "Registry")!;
        Assert.Equal((2, 1.0, true), (registry.Qualified, registry.Value, registry.Breach));
        Assert.Null(Coverage.Of(lineage, new(Guid.NewGuid())));
    }
}
