using LearningHub.Grains.Learning.Content;

namespace LearningHub.Tests.Learning;

public sealed class ReferralsTests : IDisposable
{
    private const string Kit = "---\ntitle: Kit\nminutes: 20\n---\n## Plan\n\n| Need | Contact |\n|---|---|\n| A child | {{referral.child_protection}} |\n";
    private readonly SmallContent content = new();

    public void Dispose() => content.Dispose();

    [Fact]
    public void A_contact_that_nobody_set_says_so_and_shows_no_number()
    {
        var html = KitWith("");
        Assert.Contains("not set by the organiser yet; ask your facilitator", html, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_contact_that_the_organiser_set_is_printed_with_its_service_hours_and_test()
    {
        var html = KitWith("child_protection: { contact: \"the desk in room 4\", service: Children first, hours: 08.00 to 17.00, tested: 2026-11-02 }");
        Assert.Contains("Children first: the desk in room 4, 08.00 to 17.00 (tested 2026-11-02)", html, StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_organiser_types_stays_text()
    {
        var html = KitWith("child_protection: { contact: \"<script>alert(1)</script> | [x](javascript:1) **bold**\" }");
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("href", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<strong>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_need_that_does_not_exist_is_found_with_its_line()
    {
        content.Put(SmallContent.KitFile, Kit.Replace("child_protection", "lawyer", StringComparison.Ordinal));
        var found = Assert.Single(ContentTree.Read(content.Write()).Findings.Errors, finding => finding.Rule == "unknown-referral");
        Assert.Equal(new Place(SmallContent.KitFile, 9), found.Place);
    }

    private string KitWith(string referrals)
    {
        content.Put(SmallContent.KitFile, Kit);
        if (referrals.Length > 0) content.Put(Referrals.FileName, referrals);
        return ContentTree.Read(content.Write()).Modules.Single().Kit!.Html;
    }
}
