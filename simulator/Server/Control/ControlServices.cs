using Executor.Simulator.Server.History;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Executor.Simulator.Server.Control;

/// <summary>Registers and serves the control API.</summary>
internal static class ControlServices
{
    /// <summary>Adds the services; streams and faults are there already.</summary>
    public static IServiceCollection AddControl(this IServiceCollection services, string? key)
    {
        services.AddSingleton(new ControlAccess(key));
        services.AddSingleton<VenueHistory>();
        services.AddSingleton<VenueControl>();
        services.AddSingleton<MarketControl>();
        services.AddSingleton<CustomerControl>();
        services.AddSingleton<LedgerControl>();
        services.AddSingleton<StreamControl>();
        services.AddSingleton<ControlApi>();
        return services;
    }

    /// <summary>Serves <c>/_sim</c>.</summary>
    public static void UseControl(this WebApplication app)
    {
        var control = app.Services.GetRequiredService<ControlApi>();
        app.UseRouting();
#pragma warning disable ASP0014 // routes of the top level come after the middleware that answers everything else
        app.UseEndpoints(control.Map);
#pragma warning restore ASP0014
    }
}
