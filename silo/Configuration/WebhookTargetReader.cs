namespace Executor.Silo.Configuration;

/// <summary>Reads where events are sent. None of its texts shows an address or a password.</summary>
internal static class WebhookTargetReader
{
    /// <summary>The target; null: N8N_WEBHOOK_URL is not set, or is wrong and reported.</summary>
    public static WebhookTarget? Read(SettingLookup lookup)
    {
        if (lookup.Text(SettingNames.WebhookUrl) is not { } text)
            return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)
            || address.UserInfo.Length > 0)
        {
            lookup.Report(
                SettingNames.WebhookUrl,
                $"must be an http or https address; user and password belong into {SettingNames.WebhookUser} and {SettingNames.WebhookPassword}",
                SettingLookup.NotShown);
            return null;
        }

        var (user, password) = (lookup.Text(SettingNames.WebhookUser), lookup.Text(SettingNames.WebhookPassword));
        return user is null || password is null ? new WebhookTarget(address) : new WebhookTarget(address, user, password);
    }

    /// <summary>What the owner of the settings should know about them.</summary>
    public static IEnumerable<string> Warnings(SettingLookup lookup, WebhookTarget? target)
    {
        var (user, password) = (lookup.Text(SettingNames.WebhookUser), lookup.Text(SettingNames.WebhookPassword));
        if (target is null && (user ?? password) is not null)
            yield return $"{SettingNames.WebhookUser} and {SettingNames.WebhookPassword} have no effect without {SettingNames.WebhookUrl}.";
        if (target is not null && user is null != password is null)
            yield return $"{SettingNames.WebhookUser} and {SettingNames.WebhookPassword} count only together; webhooks are sent without basic auth.";
        if (target is { Password: not null } && target.Address.Scheme == Uri.UriSchemeHttp && !SiloSettings.IsLoopback(target.Address.Host))
            yield return $"{SettingNames.WebhookUrl} is http: {SettingNames.WebhookPassword} can be read on the way.";
    }
}
