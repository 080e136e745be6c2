namespace Executor.Silo.Configuration;

/// <summary>Where events are sent. Address and password are secrets: they are neither shown nor logged.</summary>
/// <param name="Address">N8N_WEBHOOK_URL: http or https, without user and password in it.</param>
/// <param name="User">N8N_BASIC_AUTH_USER; null: no basic auth.</param>
/// <param name="Password">N8N_BASIC_AUTH_PASSWORD; null: no basic auth.</param>
public sealed record WebhookTarget(Uri Address, string? User = null, string? Password = null)
{
    /// <summary>Scheme, host and port alone.</summary>
    public override string ToString() => Address.GetLeftPart(UriPartial.Authority);
}
