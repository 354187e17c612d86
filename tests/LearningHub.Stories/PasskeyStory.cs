using Microsoft.Playwright;

namespace LearningHub.Stories;

/// <summary>Staff sign in with what their device proves, and no password is typed.</summary>
[Collection(DemoStories.Name)]
public sealed class PasskeyStory(DemoHub hub)
{
    [Fact]
    public async Task An_administrator_makes_a_passkey_and_comes_back_with_it()
    {
        // a passkey belongs to a name, never to a numeric address
        await using var administrator = await hub.Browsers.DeskAsync(hub.Process, address: $"http://localhost:{hub.Process.Port}");
        var device = await administrator.Context.NewCDPSessionAsync(administrator.Page);
        await device.SendAsync("WebAuthn.enable");
        await device.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true,
                ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
            },
        });

        await administrator.ContinueAsAsync("Administrator");
        await administrator.Page.GotoAsync("/me");
        await administrator.ClickAsync("Add a passkey of this device");
        await administrator.SeesAsync("Your passkey is kept.");
        await administrator.SeesNothingWrongAsync();
        await administrator.ClickAsync("Sign out on this device");
        await administrator.ArrivesAsync("/");

        await administrator.Page.GotoAsync("/sign-in?returnUrl=/admin/people");
        await administrator.SeesNothingWrongAsync();
        await administrator.ClickAsync("Sign in with a passkey");
        await administrator.ArrivesAsync("/admin/people");
        await administrator.SeesNothingWrongAsync();
    }
}
