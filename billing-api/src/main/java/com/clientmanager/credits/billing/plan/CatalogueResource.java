package com.clientmanager.credits.billing.plan;

import com.clientmanager.credits.billing.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What can be bought. */
@Path("/v1")
@RolesAllowed({Roles.BILLING_READ, Roles.BILLING_MANAGE, Roles.OPERATOR})
public class CatalogueResource {
    private final PlanCatalogue catalogue;

    CatalogueResource(PlanCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Plans in the order of their rank, with the version of the catalogue file. */
    public record Plans(List<Plan> items, String version) {}

    /** Packs as they ship, with the version of the catalogue file. */
    public record Packs(List<CreditPack> items, String version) {}

    @GET
    @Path("/plans")
    @Operation(operationId = "plans", summary = "The plans, lowest rank first")
    public Plans plans() {
        return new Plans(catalogue.plans(), catalogue.version());
    }

    @GET
    @Path("/credit-packs")
    @Operation(operationId = "creditPacks", summary = "The credit packs for sale")
    public Packs packs() {
        return new Packs(catalogue.creditPacks(), catalogue.version());
    }
}
