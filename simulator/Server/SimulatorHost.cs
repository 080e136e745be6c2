using Executor.Simulator.Server.Control;
using Executor.Simulator.Server.Endpoints;
using Executor.Simulator.Server.Http;
using Executor.Simulator.Server.Requests;
using Executor.Simulator.Server.Streams;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Executor.Simulator.Server;

/// <summary>Puts the simulator together; tests start it in process, the program starts it from the command line.</summary>
public static class SimulatorHost
{
    private const int MaxRequestLine = 64 * 1024;
    private const long MaxBody = 16 * 1024 * 1024;

    /// <summary>A simulator, not started yet. Disposing it closes its books.</summary>
    /// <exception cref="InvalidDataException">Books that contradict themselves, or of another version.</exception>
    public static WebApplication Build(SimulatorOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "Executor.Simulator" });
        builder.WebHost.UseKestrelCore().UseUrls(options.Urls).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestLineSize = MaxRequestLine;
            kestrel.Limits.MaxRequestBodySize = MaxBody;
        });
        builder.Services.AddRoutingCore();
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Logging.SetMinimumLevel(options.IsQuiet ? LogLevel.Warning : LogLevel.Information);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Services.AddSingleton(_ => new Venue(options.Scenario, options.Folder, options.Time));
        builder.Services.AddSingleton(new SimulatorBooks(options.Folder ?? "in memory"));
        builder.Services.AddSingleton(new EndpointTable(options.Scenario.Switches));
        builder.Services.AddSingleton<RequestPipeline>();
        builder.Services.AddSingleton<HttpFrontEnd>();
        builder.Services.AddHostedService<BooksWriter>();
        builder.Services.AddStreams(options.Time);
        builder.Services.AddControl(options.ControlKey);

        var app = builder.Build();
        app.UseStreams(options.MovesMarkets);
        app.UseControl();
        var frontEnd = app.Services.GetRequiredService<HttpFrontEnd>();
        app.MapWhen(context => IsApi(context.Request.Path), api => api.Run(frontEnd.ServeAsync));
        app.Run(context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
        return app;
    }

    private static bool IsApi(PathString path) => path.StartsWithSegments("/api") || path.StartsWithSegments("/sapi");
}
