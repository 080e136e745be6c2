namespace Executor.Silo.Notifications;

/// <summary>Registration of what sends events.</summary>
internal static class WebhookServices
{
    /// <summary>To be called before the silo is added: the outbox hears the first event, and the last.</summary>
    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.AddSingleton(new WebhookPolicy());
        services.AddSingleton<WebhookQueue>();
        services.AddSingleton<WebhookService>();
        services.AddHostedService(provider => provider.GetRequiredService<WebhookService>());
        services.AddHttpClient(WebhookClient.Name, client => client.Timeout = Timeout.InfiniteTimeSpan) // each call has its own
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            })
            .RemoveAllLoggers(); // they would write the address, which may be a secret
        return services;
    }
}
